package io.tidings.stix.pattern.syntax;

/**
 * A place in a pattern's text as an editor shows it.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param offset from 0, in UTF-16 units, for {@code String.charAt}
 */
public record Location(int line, int column, int offset) {
    /**
     * The location of {@code offset}; an offset past the end is taken for the end. Walks the text: for many locations in
     * one text use {@link Locations}.
     */
    public static Location of(String text, int offset) {
        return new Locations(text).of(offset);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
