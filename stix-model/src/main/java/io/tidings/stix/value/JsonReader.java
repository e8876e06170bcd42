package io.tidings.stix.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.scan.UnusualJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the tree of one value; used once. */
final class JsonReader {
    // Recursion follows the nesting, so this bound also keeps the stack from running over.
    static final int DEEPEST = 1_000;
    static final int LONGEST_NAME = 1 << 16;
    static final int LONGEST_NUMBER = 1_000;

    static final JsonNull NULL = new JsonNull();
    static final JsonBoolean TRUE = new JsonBoolean(true);
    static final JsonBoolean FALSE = new JsonBoolean(false);

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final JsonParser parser;
    private final ContentBounds bounds;

    private JsonReader(JsonParser parser, ContentBounds bounds) {
        this.parser = parser;
        this.bounds = bounds;
    }

    static JsonValue read(ByteSlice json, ContentBounds bounds) throws MalformedContentException {
        if (json.length() > bounds.maxObjectBytes()) {
            throw new MalformedContentException("the value is longer than " + bounds.maxObjectBytes() + " bytes", 0);
        }
        if (!json.isEmpty() && json.at(0) == '{') {
            try {
                return ScannedTree.read(json, bounds);
            } catch (UnusualJsonException unusual) {
                return parse(json, bounds);
            }
        }
        return parse(json, bounds);
    }

    /** As {@link #read}, by the parser that decides everything. */
    static JsonValue parse(ByteSlice json, ContentBounds bounds) throws MalformedContentException {
        Optional<String> fault = UnicodeCheck.fault(json);
        if (fault.isPresent()) {
            throw new MalformedContentException(fault.get(), -1);
        }
        try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
            return new JsonReader(parser, bounds).document();
        } catch (JsonProcessingException notJson) {
            throw malformed("not well-formed JSON (RFC 8259): " + notJson.getOriginalMessage(), notJson);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", impossible);
        }
    }

    private static MalformedContentException malformed(String message, JsonProcessingException cause) {
        long at = cause.getLocation() == null ? -1 : cause.getLocation().getByteOffset();
        MalformedContentException malformed = new MalformedContentException(message, at);
        malformed.initCause(cause);
        return malformed;
    }

    private JsonValue document() throws IOException, MalformedContentException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw refused("there is no JSON value");
        }
        JsonValue value = value(first, 1);
        if (parser.nextToken() != null) {
            throw refused("there is something after the end of the JSON value");
        }
        return value;
    }

    private JsonValue value(JsonToken token, int depth) throws IOException, MalformedContentException {
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> list(depth);
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> TRUE;
            case VALUE_FALSE -> FALSE;
            case VALUE_NULL -> NULL;
            default -> throw refused("not JSON (RFC 8259): " + token);
        };
    }

    private JsonObject object(int depth) throws IOException, MalformedContentException {
        checkDepth(depth);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (name.length() > bounds.maxNameLength()) {
                throw refused("a property name is longer than " + bounds.maxNameLength() + " characters");
            }
            if (members.put(name, value(parser.nextToken(), depth + 1)) != null) {
                throw refused("the name \"" + name + "\" comes twice in one object (I-JSON, RFC 7493 §2.3)");
            }
        }
        return new JsonObject(new ReadMembers(members));
    }

    private JsonList list(int depth) throws IOException, MalformedContentException {
        checkDepth(depth);
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new JsonList(items);
    }

    private JsonString string() throws IOException, MalformedContentException {
        String text = parser.getText();
        if (text.length() > bounds.maxStringLength()) {
            throw refused("a string is longer than " + bounds.maxStringLength() + " characters");
        }
        return new JsonString(text);
    }

    private JsonNumber number() throws IOException, MalformedContentException {
        String text = parser.getText();
        if (text.length() > bounds.maxNumberLength()) {
            throw refused("a number is longer than " + bounds.maxNumberLength() + " characters");
        }
        try {
            return new JsonNumber(text);
        } catch (NumberFormatException beyondDecimal) {
            throw refused("a number has an exponent beyond 32 bits");
        }
    }

    private void checkDepth(int depth) throws MalformedContentException {
        if (depth > bounds.maxDepth()) {
            throw refused("arrays and objects are nested deeper than " + bounds.maxDepth() + " levels");
        }
    }

    private MalformedContentException refused(String reason) {
        return new MalformedContentException(
                reason, parser.currentTokenLocation().getByteOffset());
    }
}
