package io.tidings.node.yaml;

import java.nio.file.Path;

/**
 * One thing wrong in a file.
 *
 * @param line counted from 1; 0 where the file has no line for it
 * @param key where in the document, such as {@code read[0].max-tlp}; empty for the document itself
 * @param found what stands there, quoted and cut to size; {@code nothing}, or {@code (hidden)} for a secret
 * @param right what would be right, in plain words
 */
public record Mistake(Path file, int line, String key, String found, String right) {
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file.toString();
        return key.isEmpty()
                ? "%s: found %s; right is: %s".formatted(place, found, right)
                : "%s: %s: found %s; right is: %s".formatted(place, key, found, right);
    }
}
