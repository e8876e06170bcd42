package io.tidings.node.yaml;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes values into YAML that people read: plain where that is safe, in quotes where it is not. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z](?:[A-Za-z0-9._/@+-]| (?=[A-Za-z0-9]))*");
    private static final Set<String> TAKEN = Set.of("yes", "no", "true", "false", "on", "off", "null", "y", "n");

    private YamlText() {}

    /** One text, on one line, that {@link CheckedYaml} reads as it was. */
    public static String of(String text) {
        if (PLAIN.matcher(text).matches() && !TAKEN.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        var safe = new StringBuilder("\"");
        quoted.chars().forEach(c -> {
            // Not printable in YAML, or a line break for some readers.
            if (c >= 0x7f && c <= 0x9f || c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= 0xfffe) {
                safe.append("\\u%04x".formatted(c));
            } else {
                safe.append((char) c);
            }
        });
        return safe.append('"').toString();
    }

    /** A list on one line, sorted. */
    public static String list(Collection<String> texts) {
        return texts.stream().sorted().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
