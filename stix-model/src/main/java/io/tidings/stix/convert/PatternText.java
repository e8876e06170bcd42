package io.tidings.stix.convert;

/** Spells parts of STIX patterns (STIX 2.1 §9). */
public final class PatternText {
    private PatternText() {}

    /** {@code text} as a string constant, in quotes. */
    public static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** An observation in which {@code path} equals {@code value}. */
    public static String equal(String path, String value) {
        return "[" + path + " = " + quoted(value) + "]";
    }
}
