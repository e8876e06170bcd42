package io.tidings.node.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where values stand in the bytes of one object, found in one pass over them. */
final class Places {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    private static final Place START = new Place(0, 0, 1);

    private final Map<String, Place> places;

    /**
     * A place in an object.
     *
     * @param offset from the object's first byte
     * @param lines line ends before it, in the object
     * @param column from 1, in UTF-16 code units; on the object's first line, where the object begins counts as 1
     */
    record Place(int offset, int lines, long column) {}

    private Places(Map<String, Place> places) {
        this.places = places;
    }

    /** @param pointers of the values wanted; what is not there counts as what it would be in */
    static Places of(ByteSlice object, Set<String> pointers) {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(object.array(), object.offset(), object.length())) {
            walk(parser, pointers, offsets);
        } catch (IOException malformed) {
            // What was found before is right.
        }
        return new Places(places(object, offsets));
    }

    private static void walk(JsonParser parser, Set<String> pointers, Map<String, Integer> offsets) throws IOException {
        Set<String> wanted = withAncestors(pointers);
        Deque<Level> levels = new ArrayDeque<>();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                continue;
            }
            if (token.isStructEnd()) {
                levels.pop();
                continue;
            }
            String pointer = levels.isEmpty() ? "" : levels.peek().next(parser.currentName());
            boolean isWanted = wanted.contains(pointer);
            if (isWanted) {
                offsets.put(pointer, (int) parser.currentTokenLocation().getByteOffset());
            }
            if (token.isStructStart() && isWanted) {
                levels.push(new Level(pointer, token == JsonToken.START_ARRAY));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static Set<String> withAncestors(Set<String> pointers) {
        Set<String> all = new HashSet<>();
        for (String pointer : pointers) {
            String each = pointer;
            while (all.add(each) && !each.isEmpty()) {
                each = each.substring(0, each.lastIndexOf('/'));
            }
        }
        return all;
    }

    /** What is open: its pointer, and the index of its next item if it is a list. */
    private static final class Level {
        private final String pointer;
        private final boolean list;
        private int index;

        Level(String pointer, boolean list) {
            this.pointer = pointer;
            this.list = list;
        }

        String next(String name) {
            return pointer + "/"
                    + (list
                            ? Integer.toString(index++)
                            : name.replace("~", "~0").replace("/", "~1"));
        }
    }

    /** @param offsets growing, as the values were met */
    private static Map<String, Place> places(ByteSlice object, Map<String, Integer> offsets) {
        Map<String, Place> places = new HashMap<>();
        int at = 0;
        int lines = 0;
        long column = 1;
        for (Map.Entry<String, Integer> each : offsets.entrySet()) {
            for (; at < each.getValue(); at++) {
                int next = object.at(at) & 255;
                if (next == '\n') {
                    lines++;
                    column = 1;
                } else {
                    column += units(next);
                }
            }
            places.put(each.getKey(), new Place(at, lines, column));
        }
        return places;
    }

    /** UTF-16 code units of a character whose UTF-8 form begins with {@code first}; 0 if it does not begin with it. */
    static int units(int first) {
        return first >= 0xf0 ? 2 : (first & 0xc0) == 0x80 ? 0 : 1;
    }

    /** Of the value at {@code pointer}, or of the nearest around it that is there. */
    Place of(String pointer) {
        String nearest = pointer;
        while (!places.containsKey(nearest) && !nearest.isEmpty()) {
            nearest = nearest.substring(0, Math.max(nearest.lastIndexOf('/'), 0));
        }
        return places.getOrDefault(nearest, START);
    }
}
