package io.tidings.taxii.server.cursor;

import io.tidings.taxii.server.query.ObjectsQuery.Resume;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes cursors as short URL-safe text and reads them back; whatever it did not write itself is refused.
 *
 * <p>Sealed, since the end of the log would tell of entries that are withheld. Layout inside: version, flags, position,
 * end, [added_after], filters or their digest. Times are microseconds since 1970 in eight bytes.
 */
final class CursorCodec {
    private static final int LAYOUT = 1;
    private static final int HAS_ADDED_AFTER = 1;
    private static final int HAS_WHOLE_FILTERS = 2;
    private static final int LONGEST_WHOLE_FILTERS = 300;
    private static final int LONGEST_CURSOR = 1_000;
    private static final int DIGEST_BYTES = 16;

    private final CursorKey key;

    CursorCodec(CursorKey key) {
        this.key = key;
    }

    static Cursor.Filters filters(String matchText) {
        byte[] text = matchText.getBytes(StandardCharsets.UTF_8);
        Optional<String> whole = text.length <= LONGEST_WHOLE_FILTERS ? Optional.of(matchText) : Optional.empty();
        return new Cursor.Filters(whole, digest(text));
    }

    private static String digest(byte[] text) {
        try {
            byte[] full = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(full, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    String encode(Cursor cursor, CursorScope scope) {
        byte[] sealed = key.seal(content(cursor), scope.bytes());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The cursor, or empty if it was changed, was made for another scope, or is none at all. */
    Optional<Cursor> decode(String text, CursorScope scope) {
        if (text.length() > LONGEST_CURSOR) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        return key.open(sealed, scope.bytes()).flatMap(CursorCodec::read);
    }

    private static byte[] content(Cursor cursor) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Optional<String> whole = cursor.filters().whole();
            out.writeByte(LAYOUT);
            out.writeByte((cursor.addedAfter().isPresent() ? HAS_ADDED_AFTER : 0)
                    | (whole.isPresent() ? HAS_WHOLE_FILTERS : 0));
            out.writeLong(micros(cursor.resume().after()));
            out.writeLong(micros(cursor.resume().through()));
            if (cursor.addedAfter().isPresent()) {
                out.writeLong(micros(cursor.addedAfter().get()));
            }
            out.write(
                    whole.isPresent()
                            ? whole.get().getBytes(StandardCharsets.UTF_8)
                            : HexFormat.of().parseHex(cursor.filters().digest()));
        } catch (IOException memoryDoesNotFail) {
            throw new UncheckedIOException(memoryDoesNotFail);
        }
        return bytes.toByteArray();
    }

    private static Optional<Cursor> read(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readUnsignedByte() != LAYOUT) {
                return Optional.empty();
            }
            int flags = in.readUnsignedByte();
            Resume resume = new Resume(instant(in.readLong()), instant(in.readLong()));
            Optional<Instant> addedAfter =
                    (flags & HAS_ADDED_AFTER) == 0 ? Optional.empty() : Optional.of(instant(in.readLong()));
            byte[] rest = in.readAllBytes();
            Cursor.Filters filters = (flags & HAS_WHOLE_FILTERS) == 0
                    ? new Cursor.Filters(Optional.empty(), HexFormat.of().formatHex(rest))
                    : filters(new String(rest, StandardCharsets.UTF_8));
            return Optional.of(new Cursor(resume, addedAfter, filters));
        } catch (IOException | DateTimeException otherLayout) {
            return Optional.empty();
        }
    }

    private static long micros(Instant instant) {
        // Not ChronoUnit.between: it counts nanoseconds, which overflow in the year 2262, and clients may ask for
        // later.
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
