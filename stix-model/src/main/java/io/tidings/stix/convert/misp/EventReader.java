package io.tidings.stix.convert.misp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The events of a MISP export one by one: {@code {"response": […]}}, a list, or one event, each in an {@code Event}
 * wrapper or bare.
 */
final class EventReader {
    private static final int DEEPEST = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private final int maxBytes;
    /** Of the lists and wrappers that are open, where they stand. */
    private final Deque<Level> levels = new ArrayDeque<>();

    private boolean started;

    /** @param index of the next item of a list; -1 for an object */
    private record Level(JsonPointer at, int index) {}

    /**
     * @param at in the whole input
     * @param event empty if it cannot be used
     * @param fault why it cannot
     */
    record Item(JsonPointer at, Optional<JsonObject> event, String fault) {}

    EventReader(InputStream in, int maxBytes) throws IOException {
        this.parser = JSON.createParser(in);
        this.maxBytes = maxBytes;
    }

    /**
     * The next event, or empty at the end.
     *
     * @throws MalformedContentException if the text is no JSON, or nothing like an export
     */
    Optional<Item> next() throws IOException, MalformedContentException {
        try {
            return advance();
        } catch (JsonProcessingException notJson) {
            long at = notJson.getLocation() == null ? -1 : notJson.getLocation().getByteOffset();
            MalformedContentException malformed = new MalformedContentException(
                    "not well-formed JSON (RFC 8259), or beyond a bound: " + notJson.getOriginalMessage(), at);
            malformed.initCause(notJson);
            throw malformed;
        }
    }

    private Optional<Item> advance() throws IOException, MalformedContentException {
        if (!started) {
            started = true;
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY && first != JsonToken.START_OBJECT) {
                throw new MalformedContentException("a MISP export is a JSON object or a list of them", 0);
            }
            Optional<Item> item = begin(first, JsonPointer.root());
            if (item.isPresent()) {
                return item;
            }
        }
        while (!levels.isEmpty()) {
            Optional<Item> item = step(levels.pop());
            if (item.isPresent()) {
                return item;
            }
        }
        if (parser.nextToken() != null) {
            throw new MalformedContentException(
                    "there is something after the end of the JSON value",
                    parser.currentTokenLocation().getByteOffset());
        }
        return Optional.empty();
    }

    private Optional<Item> step(Level level) throws IOException, MalformedContentException {
        JsonToken token = parser.nextToken();
        if (token == null || token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
            return Optional.empty();
        }
        if (level.index() >= 0) {
            levels.push(new Level(level.at(), level.index() + 1));
            return begin(token, level.at().item(level.index()));
        }
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        levels.push(level);
        if (name.equals("response") || name.equals("Event")) {
            return begin(value, level.at().member(name));
        }
        parser.skipChildren();
        return Optional.empty();
    }

    /** Begins a value: a list or wrapper is opened, an event is read. */
    private Optional<Item> begin(JsonToken token, JsonPointer at) throws IOException, MalformedContentException {
        if (token == JsonToken.START_ARRAY) {
            levels.push(new Level(at, 0));
            return Optional.empty();
        }
        if (token != JsonToken.START_OBJECT) {
            return Optional.of(new Item(at, Optional.empty(), "is no MISP event: an event is a JSON object"));
        }
        if (at.text().endsWith("/Event")) {
            return Optional.of(event(at));
        }
        // A wrapper names its event first; everything else is the event itself.
        JsonToken first = parser.nextToken();
        String name = first == JsonToken.FIELD_NAME ? parser.currentName() : "";
        if (name.equals("Event") || name.equals("response")) {
            levels.push(new Level(at, -1));
            return begin(parser.nextToken(), at.member(name));
        }
        return Optional.of(event(at));
    }

    /** Reads the rest of the object whose brace, and perhaps first name, was read. */
    private Item event(JsonPointer at) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        int depth = 1;
        try (JsonGenerator copy = JSON.createGenerator(bytes)) {
            copy.writeStartObject();
            boolean inside = parser.currentToken() != JsonToken.START_OBJECT;
            JsonToken token = inside ? parser.currentToken() : parser.nextToken();
            while (token != null) {
                if (!tooLong) {
                    copy.copyCurrentEventExact(parser);
                    tooLong = bytes.size() > maxBytes;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 0) {
                    break;
                }
                token = parser.nextToken();
            }
            if (tooLong) {
                copy.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
                return new Item(at, Optional.empty(), "is longer than " + maxBytes + " bytes");
            }
        }
        return read(at, bytes);
    }

    private Item read(JsonPointer at, ByteArrayOutputStream bytes) {
        ContentBounds standard = ContentBounds.standard();
        ContentBounds bounds = new ContentBounds(
                maxBytes + 1_024, standard.maxDepth(), maxBytes, standard.maxNameLength(), standard.maxNumberLength());
        try {
            JsonValue event = JsonValue.read(ByteSlice.of(bytes.toByteArray()), bounds);
            return new Item(at, event.asObject(), "");
        } catch (MalformedContentException malformed) {
            return new Item(at, Optional.empty(), String.valueOf(malformed.getMessage()));
        }
    }
}
