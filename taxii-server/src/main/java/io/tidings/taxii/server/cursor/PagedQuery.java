package io.tidings.taxii.server.cursor;

import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.query.ObjectsQuery;
import io.tidings.taxii.server.query.ObjectsQuery.Resume;
import io.tidings.taxii.server.query.RequestParameters;
import java.util.List;
import java.util.Optional;

/** A query, and how the one for the page after it is handed to the requester. */
public final class PagedQuery {
    private final CursorCodec codec;
    private final CursorScope scope;
    private final RequestParameters parameters;
    private final ObjectsQuery query;

    PagedQuery(CursorCodec codec, CursorScope scope, RequestParameters parameters, ObjectsQuery query) {
        this.codec = codec;
        this.scope = scope;
        this.parameters = parameters;
        this.query = query;
    }

    public ObjectsQuery query() {
        return query;
    }

    /** Match fields of the request that the endpoint does not know. */
    public List<String> ignored() {
        return parameters.ignored();
    }

    /** The {@code next} value for the page after {@code end}; empty if there is no more. */
    public Optional<String> next(PageEnd end) {
        if (!end.more()) {
            return Optional.empty();
        }
        Resume resume =
                new Resume(end.resumeAfter().orElseThrow(), end.through().orElseThrow());
        Cursor cursor = new Cursor(resume, parameters.addedAfter(), CursorCodec.filters(parameters.matchText()));
        return Optional.of(codec.encode(cursor, scope));
    }
}
