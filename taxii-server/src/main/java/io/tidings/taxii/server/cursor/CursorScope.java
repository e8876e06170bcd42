package io.tidings.taxii.server.cursor;

import io.tidings.taxii.server.query.QueryScope;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What a cursor is good for, and nothing else: one endpoint of one collection for one requester (T-080). */
record CursorScope(QueryScope endpoint, UUID collection, Optional<String> objectId, String requester) {
    /** Distinct for distinct scopes: lengths are written out, since names may hold any character. */
    byte[] bytes() {
        String object = objectId.orElse("");
        return ("taxii cursor 1 " + endpoint + ' ' + collection + ' ' + object.length() + ' ' + object + ' '
                        + requester.length() + ' ' + requester)
                .getBytes(StandardCharsets.UTF_8);
    }
}
