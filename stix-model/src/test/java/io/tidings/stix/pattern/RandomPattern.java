package io.tidings.stix.pattern;

import java.util.Random;

/** Patterns at random: some well formed, some broken by a few changes. */
final class RandomPattern {
    private static final String[] PATHS = {
        "file:name",
        "file:hashes.'SHA-256'",
        "file:size",
        "file:ctime",
        "network-traffic:dst_ref.value",
        "x-a:'o.dd'",
        "network-traffic:protocols[*]",
        "directory:contains_refs[0].contains_refs[*].name",
        "artifact:payload_bin",
        "file:magic_number_hex",
        "file:extensions.'windows-pebinary-ext'.sections[*].entropy",
        "x-a:b[3].c"
    };
    private static final String[] CONSTANTS = {
        "'a'",
        "'it\\'s \\\\'",
        "''",
        "1",
        "-1.5",
        "0",
        "true",
        "t'2026-01-01T00:00:00.5Z'",
        "h'00ff'",
        "b'AAA='",
        "'198.51.100.0/24'",
        "9223372036854775807",
        ".5",
        "'é😀'"
    };
    private static final String[] STRINGS = {
        "'a%_'",
        "'(a+)+$'",
        "'((a*)*)*\\\\1'",
        "'(?=(a|a)*b)'",
        "'[a-'",
        "'%%%%%%%%%%%%%%%%%%%%%%%%%%%b'",
        "'10.0.0.0/8'",
        "'.*é'"
    };
    private static final String[] PIECES = {
        "[",
        "]",
        "(",
        ")",
        " AND ",
        " OR ",
        " FOLLOWEDBY ",
        "NOT ",
        "'",
        "\\",
        "/*",
        "//",
        "\u3000",
        "\0",
        "\uD800",
        "==",
        "t'",
        "b'",
        "h'",
        " WITHIN 5 SECONDS",
        " REPEATS 99999999 TIMES",
        "[*]",
        ".",
        ":",
        "\n",
        "99999999999999999999",
        "\"",
        "EXISTS "
    };

    private final Random random;

    RandomPattern(Random random) {
        this.random = random;
    }

    String broken() {
        StringBuilder text = new StringBuilder(observation(3));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextBoolean()) {
                text.insert(at, PIECES[random.nextInt(PIECES.length)]);
            } else {
                text.delete(at, Math.min(text.length(), at + random.nextInt(5)));
            }
        }
        return text.toString();
    }

    String observation(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 1)) {
            case 1 -> "(" + observation(depth - 1) + " AND " + observation(depth - 1) + ")";
            case 2 -> "(" + observation(depth - 1) + " FOLLOWEDBY " + observation(depth - 1) + ")";
            case 3 -> observation(depth - 1) + " OR " + observation(depth - 1);
            case 4 -> "(" + observation(depth - 1) + ")" + qualifier();
            default -> "[" + comparison(2) + "]";
        };
    }

    private String qualifier() {
        return switch (random.nextInt(4)) {
            case 0 -> " WITHIN " + (1 + random.nextInt(90)) + " SECONDS";
            case 1 -> " REPEATS " + (1 + random.nextInt(4)) + " TIMES";
            case 2 -> " START t'2026-01-01T00:00:0" + random.nextInt(5) + "Z' STOP t'2026-01-01T00:00:30Z'";
            default -> " REPEATS 2 TIMES WITHIN 0.5 SECONDS";
        };
    }

    private String comparison(int depth) {
        String path = PATHS[random.nextInt(PATHS.length)];
        String not = random.nextInt(4) == 0 ? " NOT" : "";
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 1 -> path + not + " IN (" + constant() + ", " + constant() + ")";
            case 2 -> path + not + " " + pick("LIKE", "MATCHES", "ISSUBSET", "ISSUPERSET") + " " + pick(STRINGS);
            case 3 -> (random.nextBoolean() ? "NOT " : "") + "EXISTS " + path;
            case 4 -> "(" + comparison(depth - 1) + " OR " + comparison(depth - 1) + ")";
            case 5 -> comparison(depth - 1) + " AND " + comparison(depth - 1);
            default -> path + not + compared(constant());
        };
    }

    /** Booleans have no order. */
    private String compared(String constant) {
        return " " + (constant.equals("true") ? pick("=", "!=") : pick("=", "!=", "<", ">=")) + " " + constant;
    }

    private String constant() {
        return pick(CONSTANTS);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
