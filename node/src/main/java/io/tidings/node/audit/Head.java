package io.tidings.node.audit;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The end of a log at some moment.
 *
 * @param log names the log
 * @param seq of its last record; 0 before the first
 * @param hash SHA-256 of that record's line with its line break, 64 small hexadecimal digits; zeros before the first
 */
public record Head(String log, long seq, String hash) {
    static final String NOTHING = "0".repeat(64);
    private static final Pattern TEXT = Pattern.compile("([0-9a-f-]{36}) ([0-9]{1,18}) ([0-9a-f]{64})");

    Head named(Supplier<UUID> uuids) {
        return log.isEmpty() ? new Head(uuids.get().toString(), seq, hash) : this;
    }

    /** On one line, as {@link #parse} reads it. */
    public String text() {
        return log + " " + seq + " " + hash;
    }

    /** Empty if {@code text} is none. */
    public static Optional<Head> parse(String text) {
        var found = TEXT.matcher(text.strip());
        return found.matches()
                ? Optional.of(new Head(found.group(1), Long.parseLong(found.group(2)), found.group(3)))
                : Optional.empty();
    }
}
