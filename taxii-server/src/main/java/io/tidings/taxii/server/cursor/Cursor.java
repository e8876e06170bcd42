package io.tidings.taxii.server.cursor;

import io.tidings.taxii.server.query.ObjectsQuery.Resume;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of a {@code next} value: where the page before ended, and what it was asked with.
 *
 * @param resume both times at microseconds
 * @param filters the match fields, whole or as a digest
 */
record Cursor(Resume resume, Optional<Instant> addedAfter, Filters filters) {
    /**
     * Match fields as {@link io.tidings.taxii.server.query.RequestParameters#matchText} writes them. Long ones, such as
     * a list of a thousand ids, are kept as a digest, for a cursor is sent in a URL: they have to be repeated.
     *
     * @param whole absent where only the digest is kept
     * @param digest the first 16 bytes of the SHA-256 of the text, in hexadecimal
     */
    record Filters(Optional<String> whole, String digest) {}
}
