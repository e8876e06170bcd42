package io.tidings.stix.value;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.scan.JsonScanner;
import io.tidings.stix.scan.UnusualJsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree of an object with nothing out of the ordinary about it; used once. */
final class ScannedTree {
    private final JsonScanner scanner;
    private final int maxStringLength;

    private ScannedTree(JsonScanner scanner, int maxStringLength) {
        this.scanner = scanner;
        this.maxStringLength = maxStringLength;
    }

    /**
     * @param json Unicode, from brace to brace
     * @throws UnusualJsonException if it is for another reader to read
     */
    static JsonValue read(ByteSlice json, ContentBounds bounds) throws UnusualJsonException {
        JsonScanner scanner = new JsonScanner(
                Math.min(bounds.maxDepth(), JsonReader.DEEPEST),
                Math.min(bounds.maxNameLength(), JsonReader.LONGEST_NAME),
                Math.min(bounds.maxNumberLength(), JsonReader.LONGEST_NUMBER),
                false);
        int limit = json.offset() + json.length();
        scanner.begin(json.array(), json.offset(), limit);
        ScannedTree tree = new ScannedTree(scanner, bounds.maxStringLength());
        JsonValue value = tree.value(scanner.next());
        if (scanner.position() != limit) {
            throw new UnusualJsonException();
        }
        return value;
    }

    private JsonValue value(JsonToken token) throws UnusualJsonException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_STRING -> string();
            case VALUE_TRUE -> JsonReader.TRUE;
            case VALUE_FALSE -> JsonReader.FALSE;
            case VALUE_NULL -> JsonReader.NULL;
            default -> number();
        };
    }

    private JsonObject object() throws UnusualJsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (scanner.next() != JsonToken.END_OBJECT) {
            String name = scanner.name();
            if (members.put(name, value(scanner.next())) != null) {
                throw new UnusualJsonException();
            }
        }
        return new JsonObject(new ReadMembers(members));
    }

    private JsonList list() throws UnusualJsonException {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = scanner.next(); token != JsonToken.END_ARRAY; token = scanner.next()) {
            items.add(value(token));
        }
        return new JsonList(items);
    }

    private JsonString string() throws UnusualJsonException {
        if (scanner.length() > maxStringLength) {
            throw new UnusualJsonException();
        }
        return new JsonString(scanner.text());
    }

    private JsonNumber number() throws UnusualJsonException {
        try {
            return new JsonNumber(scanner.text());
        } catch (NumberFormatException beyondDecimal) {
            throw new UnusualJsonException();
        }
    }
}
