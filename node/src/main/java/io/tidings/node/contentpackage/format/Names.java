package io.tidings.node.contentpackage.format;

import io.tidings.node.recall.RecallObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which members a package has, in which order. */
final class Names {
    static final String RECALLS = "recalls.json";
    static final String MARKINGS = "markings.json";
    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";
    static final String SIGNATURE = "SHA256SUMS.p7s";

    private static final Pattern NUMBERED = Pattern.compile("(provenance|objects)/([0-9]{6})\\.json");
    // Nothing in it can lead out of the folder that it is put into, nor be another name where letters have no case.
    private static final Pattern FILE = Pattern.compile("files(/[a-z0-9][a-z0-9._-]{0,99}){1,8}");

    private Names() {}

    static String objects(int number) {
        return "objects/%06d.json".formatted(number);
    }

    static String provenance(int number) {
        return "provenance/%06d.json".formatted(number);
    }

    static String file(String path) {
        return "files/" + path;
    }

    static boolean isObjects(String name) {
        return name.startsWith("objects/");
    }

    static boolean isProvenance(String name) {
        return name.startsWith("provenance/");
    }

    static boolean isFile(String name) {
        return name.startsWith("files/");
    }

    static boolean isFileName(String name) {
        return FILE.matcher(name).matches() && !name.contains("..") && !name.endsWith(".");
    }

    /** Whether a package has members of that name, wherever they belong. */
    static boolean isOne(String name) {
        return rank(name) >= 0;
    }

    /** Of which type all objects of an envelope are; empty where they may be of any. */
    static Optional<String> onlyType(String name) {
        return switch (name) {
            case RECALLS -> Optional.of(RecallObject.TYPE);
            case MARKINGS -> Optional.of("marking-definition");
            default -> Optional.empty();
        };
    }

    /** Whether {@code name} may come after {@code before}; absent for the first. */
    static boolean mayFollow(Optional<String> before, String name) {
        return rank(name) >= 0 && before.map(last -> isAfter(last, name)).orElseGet(() -> isFirst(name));
    }

    private static boolean isFirst(String name) {
        return name.equals(RECALLS)
                || name.equals(objects(1))
                || name.equals(provenance(1))
                || rank(name) == 1
                || rank(name) == 3;
    }

    private static boolean isAfter(String last, String name) {
        if (rank(last) == 0 && rank(name) == 0) {
            return continues(last, name);
        }
        if (rank(last) == 1 && rank(name) == 1) {
            return last.compareTo(name) < 0;
        }
        // Provenance is followed by what it is about.
        return switch (rank(name)) {
            case 2 -> isObjects(last);
            case 3 -> rank(last) < 3 && !isProvenance(last);
            default -> rank(name) == rank(last) + 1 && rank(last) >= 3;
        };
    }

    private static boolean continues(String last, String name) {
        int number = last.equals(RECALLS) ? 0 : number(last);
        return number == 0 || isObjects(last)
                ? name.equals(objects(number + 1)) || name.equals(provenance(number + 1))
                : name.equals(objects(number));
    }

    private static int number(String name) {
        Matcher matcher = NUMBERED.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
    }

    private static int rank(String name) {
        if (number(name) > 0) {
            return 0;
        }
        if (isFileName(name)) {
            return 1;
        }
        return switch (name) {
            case RECALLS -> 0;
            case MARKINGS -> 2;
            case MANIFEST -> 3;
            case SUMS -> 4;
            case SIGNATURE -> 5;
            default -> -1;
        };
    }
}
