package io.tidings.node.check;

import io.tidings.stix.bytes.ByteSlice;
import java.util.OptionalLong;

/**
 * The columns in which the elements of one list begin, from 1, in UTF-16 code units. Between two elements there are only
 * white space and a comma, so it is enough to count through the elements themselves.
 */
final class Columns {
    private static final long UNKNOWN = -1;

    /** Where the element before ended; 0 before the first. */
    private long end;
    /** Of that place. */
    private long column = 1;
    /** Whether that is so for sure; it is not behind an element whose bytes were not kept. */
    private boolean sure = true;

    /**
     * @param at where the element begins
     * @param element empty if its bytes were not kept
     * @param lines asked for the line of {@code at} before
     */
    OptionalLong next(long at, ByteSlice element, LineIndex lines) {
        boolean first = end == 0;
        if (sure && lines.lineStart() > end) {
            end = lines.lineStart();
            column = 1;
        }
        if (first && lines.firstWide() < at) {
            column = UNKNOWN;
        }
        long start = column == UNKNOWN ? UNKNOWN : column + at - end;
        end = at + element.length();
        sure = !element.isEmpty();
        column = sure ? behind(element, start) : UNKNOWN;
        return start == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(start);
    }

    private static long behind(ByteSlice element, long start) {
        int lineStart = element.length();
        while (lineStart > 0 && element.at(lineStart - 1) != '\n') {
            lineStart--;
        }
        long column = lineStart > 0 ? 1 : start;
        for (int i = lineStart; i < element.length() && column != UNKNOWN; i++) {
            column += Places.units(element.at(i) & 255);
        }
        return column;
    }
}
