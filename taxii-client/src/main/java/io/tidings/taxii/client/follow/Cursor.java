package io.tidings.taxii.client.follow;

import io.tidings.taxii.client.time.TaxiiTimestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * How far a collection has been followed; to be stored together with what was followed, as {@link #text()}.
 *
 * @param addedAfter everything up to this instant is there; with {@code next}, what the pages under way began from
 * @param next the server's cursor in the midst of pages
 * @param lastEntry the {@code date_added} of the last entry that was seen; proves, while the server still has it, that
 *     the collection did not go back in time
 */
public record Cursor(Optional<Instant> addedAfter, Optional<String> next, Optional<Instant> lastEntry) {
    private static final String VERSION = "1";
    private static final String ABSENT = "-";
    private static final int LONGEST = 16_384;

    /** Before the first entry. */
    public static Cursor start() {
        return new Cursor(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** After everything added up to {@code time}, inclusive. */
    public static Cursor after(Instant time) {
        return new Cursor(Optional.of(time), Optional.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException if {@code text} was not made by {@link #text()} */
    public static Cursor parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split(";", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            throw new IllegalArgumentException("not the text of a cursor (version " + VERSION + ")");
        }
        return new Cursor(time(parts[1]), next(parts[3]), time(parts[2]));
    }

    /** Printable ASCII, at most 16 KiB, of no meaning to anyone else. */
    public String text() {
        return String.join(
                ";",
                VERSION,
                addedAfter.map(TaxiiTimestamp::format).orElse(ABSENT),
                lastEntry.map(TaxiiTimestamp::format).orElse(ABSENT),
                next.map(text -> Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                        .orElse(ABSENT));
    }

    /** The same place, without the server's cursor: from the last entry seen, that instant included. */
    Cursor withoutNext() {
        Optional<Instant> again = lastEntry.map(time -> time.minusNanos(1_000));
        return new Cursor(later(addedAfter, again), Optional.empty(), lastEntry);
    }

    static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? other : one;
    }

    private static Optional<Instant> time(String text) {
        if (text.equals(ABSENT)) {
            return Optional.empty();
        }
        Optional<Instant> time = TaxiiTimestamp.parse(text);
        if (time.isEmpty()) {
            throw new IllegalArgumentException("not the text of a cursor: no timestamp");
        }
        return time;
    }

    private static Optional<String> next(String text) {
        return text.equals(ABSENT)
                ? Optional.empty()
                : Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text();
    }
}
