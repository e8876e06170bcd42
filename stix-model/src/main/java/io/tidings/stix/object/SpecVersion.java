package io.tidings.stix.object;

import java.util.Optional;

/** A STIX specification version, {@code n.m}, ordered by number (STIX 2.1 §3.2). */
public record SpecVersion(int major, int minor) implements Comparable<SpecVersion> {
    public static final SpecVersion V2_0 = new SpecVersion(2, 0);
    public static final SpecVersion V2_1 = new SpecVersion(2, 1);

    /** @throws IllegalArgumentException if a number is negative or above 9999 */
    public SpecVersion {
        if (major < 0 || minor < 0 || major > 9999 || minor > 9999) {
            throw new IllegalArgumentException("not a specification version: " + major + "." + minor);
        }
    }

    /** The version that {@code text} spells ({@code 2.1}), or empty if it spells none. */
    public static Optional<SpecVersion> parse(String text) {
        int dot = text.indexOf('.');
        if (!isNumber(text, 0, dot) || !isNumber(text, dot + 1, text.length())) {
            return Optional.empty();
        }
        return Optional.of(new SpecVersion(
                Integer.parseInt(text, 0, dot, 10), Integer.parseInt(text, dot + 1, text.length(), 10)));
    }

    private static boolean isNumber(String text, int from, int to) {
        if (to <= from || to - from > 4) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(SpecVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
