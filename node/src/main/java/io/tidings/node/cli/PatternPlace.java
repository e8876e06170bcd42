package io.tidings.node.cli;

import io.tidings.stix.pattern.syntax.Location;
import java.util.List;

/** A line of a pattern and a caret below the place meant. */
final class PatternPlace {
    private static final int AROUND = 60;

    private PatternPlace() {}

    /** Two lines; of a long line the part around the place. */
    static List<String> lines(String pattern, Location location) {
        int lineStart = location.offset();
        while (lineStart > 0 && !isLineEnd(pattern.charAt(lineStart - 1))) {
            lineStart--;
        }
        int lineEnd = location.offset();
        while (lineEnd < pattern.length() && !isLineEnd(pattern.charAt(lineEnd))) {
            lineEnd++;
        }
        int from = Math.max(lineStart, location.offset() - AROUND);
        int to = Math.min(lineEnd, location.offset() + AROUND);
        from = from > 0 && from < pattern.length() && Character.isLowSurrogate(pattern.charAt(from)) ? from + 1 : from;
        to = to > from && to < pattern.length() && Character.isLowSurrogate(pattern.charAt(to)) ? to - 1 : to;
        String before = from > lineStart ? "…" : "";
        String after = to < lineEnd ? "…" : "";
        int place = before.length() + pattern.codePointCount(from, Math.max(from, location.offset()));
        return List.of(Table.shown(before + pattern.substring(from, to) + after), " ".repeat(place) + "^");
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
