package io.tidings.stix.pattern.syntax;

import java.util.Arrays;

/**
 * The locations of many places in one text, each found in the time of a search and not of a walk: a hostile pattern has
 * thousands of places to report, at the end of one long line.
 *
 * <p>The text is walked once, when a location is first asked for. Belongs to one thread.
 */
public final class Locations {
    private static final int BLOCK = 256;

    private final String text;
    /** The first unit of each line; empty before the first location is asked for. */
    private int[] lineStarts = new int[0];

    private int lines;
    /** The code points before each block of units. */
    private int[] pointsBefore = new int[0];

    public Locations(String text) {
        this.text = text;
    }

    /** As {@link Location#of(String, int)}. */
    public Location of(int offset) {
        if (lines == 0) {
            walk();
        }
        int end = Math.max(0, Math.min(offset, text.length()));
        int found = Arrays.binarySearch(lineStarts, 0, lines, end);
        int line = found >= 0 ? found : -found - 2;
        return new Location(line + 1, 1 + points(end) - points(lineStarts[line]), end);
    }

    private void walk() {
        lineStarts = new int[16];
        lines = 1;
        pointsBefore = new int[text.length() / BLOCK + 1];
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i % BLOCK == 0) {
                pointsBefore[i / BLOCK] = points;
            }
            points += startsPoint(i) ? 1 : 0;
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                if (lines == lineStarts.length) {
                    lineStarts = Arrays.copyOf(lineStarts, lines * 2);
                }
                lineStarts[lines++] = i + 1;
            }
        }
        if (text.length() % BLOCK == 0) {
            pointsBefore[text.length() / BLOCK] = points;
        }
    }

    private int points(int end) {
        int points = pointsBefore[end / BLOCK];
        for (int i = end / BLOCK * BLOCK; i < end; i++) {
            points += startsPoint(i) ? 1 : 0;
        }
        return points;
    }

    private boolean startsPoint(int i) {
        return i == 0 || !Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
    }
}
