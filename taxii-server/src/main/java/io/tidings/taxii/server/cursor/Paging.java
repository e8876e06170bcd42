package io.tidings.taxii.server.cursor;

import io.tidings.taxii.server.query.BadQueryException;
import io.tidings.taxii.server.query.ObjectsQuery.Resume;
import io.tidings.taxii.server.query.PropertyFilters;
import io.tidings.taxii.server.query.QueryParser;
import io.tidings.taxii.server.query.QueryScope;
import io.tidings.taxii.server.query.RequestParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns a query string, with or without {@code next}, into what the backend is asked (TAXII 2.1 §3.5).
 *
 * <p>Holds no state: a cursor carries all there is to know, and is checked against whoever brings it.
 */
public final class Paging {
    private final CursorCodec codec;
    private final PropertyFilters filters;

    public Paging(CursorKey key, PropertyFilters filters) {
        this.codec = new CursorCodec(key);
        this.filters = filters;
    }

    /**
     * @param objectId the {@code {object-id}} of the path, where it has one
     * @param requester name of the one who asks
     * @throws BadQueryException if the query is malformed, or its {@code next} is not one that this requester got here
     */
    public PagedQuery read(
            String rawQuery, QueryScope endpoint, UUID collection, Optional<String> objectId, String requester) {
        CursorScope scope = new CursorScope(endpoint, collection, objectId, requester);
        RequestParameters asked = QueryParser.parse(rawQuery, endpoint, filters);
        Optional<Cursor> cursor = asked.next()
                .map(text -> codec.decode(text, scope)
                        .orElseThrow(() -> new BadQueryException(
                                "next is not a value this server gave you for this request; begin again without it")));
        RequestParameters meant = cursor.map(c -> resumed(asked, c, endpoint)).orElse(asked);
        Optional<Resume> resume = cursor.map(Cursor::resume);
        return new PagedQuery(codec, scope, meant, meant.toObjectsQuery(resume, objectId, filters));
    }

    /** Each parameter may be repeated or left out (Elastic dropped added_after once), but not be another. */
    private RequestParameters resumed(RequestParameters asked, Cursor cursor, QueryScope endpoint) {
        if (asked.addedAfter().isPresent() && !asked.addedAfter().equals(cursor.addedAfter())) {
            throw new BadQueryException("next belongs to a request with another added_after; repeat that one");
        }
        Optional<String> carried = cursor.filters().whole();
        if (carried.isEmpty()) {
            if (!CursorCodec.filters(asked.matchText())
                    .digest()
                    .equals(cursor.filters().digest())) {
                throw new BadQueryException("next belongs to a request with other match fields; repeat those");
            }
            return asked.carrying(cursor.addedAfter(), asked.match());
        }
        RequestParameters before = QueryParser.parse(carried.get(), endpoint, filters);
        for (Map.Entry<String, List<String>> field : asked.match().entrySet()) {
            List<String> values = before.match().getOrDefault(field.getKey(), List.of());
            if (!sorted(values).equals(sorted(field.getValue()))) {
                throw new BadQueryException(
                        "next belongs to a request with another match[" + field.getKey() + "]; repeat that one");
            }
        }
        return asked.carrying(cursor.addedAfter(), before.match());
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().sorted().toList();
    }
}
