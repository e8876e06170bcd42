package io.tidings.stix.pattern.syntax;

/**
 * A place in a pattern's text as an editor shows it.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param offset from 0, in UTF-16 units, for {@code String.charAt}
 */
public record Location(int line, int column, int offset) {
    /** The location of {@code offset}; an offset past the end is taken for the end. */
    public static Location of(String text, int offset) {
        int end = Math.max(0, Math.min(offset, text.length()));
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Location(line, 1 + text.codePointCount(lineStart, end), end);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
