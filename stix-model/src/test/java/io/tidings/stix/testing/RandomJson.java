package io.tidings.stix.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JSON values at random, written with odd white space, escapes and numbers. */
public final class RandomJson {
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "1.0",
        "1e3",
        "1E+3",
        "-1.50",
        "0.000001",
        "1e-7",
        "123456789012345678901234567890",
        "5e-324",
        "1.7976931348623157e308",
        "9007199254740993",
        "0.1",
        "100",
        "-12.30e-2"
    };
    private static final String[] PIECES = {
        "a", "Z", "é", "ö", "€", "中", "😀", "\u0000", "\n", "\t", "\"", "\\", "/", "\u001f", "\u007f", "\u2028", "{",
        "}", "[", "]", ",", ":", "id", "objects", " "
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "  \n\t "};

    private final Random random;

    public RandomJson(Random random) {
        this.random = random;
    }

    /** A member's text and its value's, not yet ordered; names do not repeat. */
    public Map<String, String> members(int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            members.put(string(6), value(depth - 1));
        }
        return members;
    }

    public String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0, 1 -> quoted(string(8));
            case 2, 3 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 4 -> random.nextBoolean() ? "true" : random.nextBoolean() ? "false" : "null";
            case 5 -> array(depth);
            default -> object(members(depth));
        };
    }

    public String object(Map<String, String> members) {
        List<String> texts = new ArrayList<>();
        members.forEach((name, value) -> texts.add(quoted(name) + space() + ":" + space() + value));
        return "{" + space() + String.join(space() + "," + space(), texts) + space() + "}";
    }

    /** The same members in another order, with other white space and escapes. */
    public String shuffledObject(Map<String, String> members) {
        List<String> names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        names.forEach(name -> shuffled.put(name, members.get(name)));
        return object(shuffled);
    }

    public String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    /** {@code text} as a JSON string, each character escaped or not as chance has it. */
    public String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || !Character.isSurrogate(c) && random.nextInt(8) == 0) {
                out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private String array(int depth) {
        List<String> items = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            items.add(value(depth - 1));
        }
        return "[" + space() + String.join(space() + "," + space(), items) + space() + "]";
    }

    private String string(int longest) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(longest);
        for (int i = 0; i < count; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
