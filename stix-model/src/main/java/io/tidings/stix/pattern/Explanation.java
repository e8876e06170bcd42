package io.tidings.stix.pattern;

import io.tidings.stix.pattern.syntax.Location;
import java.util.List;

/**
 * One statement about a part of a pattern, and those it is made of.
 *
 * @param text in plain English, without a full stop
 * @param location where the part begins
 * @param parts in the order of the text
 */
public record Explanation(String text, Location location, List<Explanation> parts) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /** As lines, each part indented below its whole and with its place behind. */
    public String render() {
        StringBuilder out = new StringBuilder();
        render(out, 0);
        return out.toString();
    }

    private void render(StringBuilder out, int depth) {
        out.append("  ".repeat(depth)).append(text);
        out.append("  (")
                .append(location.line())
                .append(':')
                .append(location.column())
                .append(")\n");
        parts.forEach(part -> part.render(out, depth + 1));
    }
}
