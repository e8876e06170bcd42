package io.tidings.stix.value;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.scan.JsonScanner;
import io.tidings.stix.scan.UnusualJsonException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the tree of an object with nothing out of the ordinary about it; used once. */
final class ScannedTree {
    private static final int FEWEST = 32;

    private final JsonScanner scanner;
    private final int maxStringLength;
    /** Of the objects and lists that are open, what was read of them; an item of a list has no name. */
    private String[] names = new String[FEWEST];

    private JsonValue[] values = new JsonValue[FEWEST];
    private int open;

    private ScannedTree(JsonScanner scanner, int maxStringLength) {
        this.scanner = scanner;
        this.maxStringLength = maxStringLength;
    }

    /**
     * @param json from brace to brace; whether it is Unicode is looked at only where it is not plain to see
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
        if (scanner.position() != limit
                || !scanner.isPlain() && UnicodeCheck.fault(json).isPresent()) {
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
        int first = open;
        while (scanner.next() != JsonToken.END_OBJECT) {
            String name = scanner.name();
            push(name, value(scanner.next()));
        }
        return new JsonObject(open - first > FewMembers.MOST ? many(first) : few(first));
    }

    private Map<String, JsonValue> few(int first) throws UnusualJsonException {
        Optional<Map<String, JsonValue>> members =
                FewMembers.of(Arrays.copyOfRange(names, first, open), Arrays.copyOfRange(values, first, open));
        open = first;
        return members.orElseThrow(UnusualJsonException::new);
    }

    private Map<String, JsonValue> many(int first) throws UnusualJsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = first; i < open; i++) {
            if (members.put(names[i], values[i]) != null) {
                throw new UnusualJsonException();
            }
        }
        open = first;
        return new ReadMembers(members);
    }

    private JsonList list() throws UnusualJsonException {
        int first = open;
        for (JsonToken token = scanner.next(); token != JsonToken.END_ARRAY; token = scanner.next()) {
            push("", value(token));
        }
        List<JsonValue> items = open - first == 1 ? List.of(values[first]) : items(first);
        open = first;
        return new JsonList(items);
    }

    private List<JsonValue> items(int first) {
        return List.of(Arrays.copyOfRange(values, first, open));
    }

    private void push(String name, JsonValue value) {
        if (open == values.length) {
            names = Arrays.copyOf(names, open * 2);
            values = Arrays.copyOf(values, open * 2);
        }
        names[open] = name;
        values[open++] = value;
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
