package io.tidings.taxii.server.objects;

import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.ObjectsPage;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.collections.CollectionAccess;
import io.tidings.taxii.server.cursor.PagedQuery;
import io.tidings.taxii.server.cursor.Paging;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import io.tidings.taxii.server.http.PageHeaders;
import io.tidings.taxii.server.query.QueryScope;
import java.util.Optional;

/** Answers {@code GET …/objects/} and {@code GET …/objects/{object-id}/} (TAXII 2.1 §5.4, §5.6). */
public final class GetObjects implements Endpoint {
    private final TaxiiBackend backend;
    private final CollectionAccess access;
    private final Paging paging;

    public GetObjects(TaxiiBackend backend, CollectionAccess access, Paging paging) {
        this.backend = backend;
        this.access = access;
        this.paging = paging;
    }

    @Override
    public Answer answer(Call call) {
        CollectionResource collection = access.readable(call);
        Optional<String> objectId = call.target().objectId();
        QueryScope scope = objectId.isPresent() ? QueryScope.OBJECT : QueryScope.OBJECTS;
        PagedQuery paged = paging.read(
                call.request().rawQuery(),
                scope,
                collection.id(),
                objectId,
                call.requester().name());
        ObjectsPage page = backend.objects(call.requester(), collection.id(), paged.query());
        Envelope envelope = new Envelope(page, paged.next(page.end()));
        return new Answer(
                200,
                PageHeaders.of(page.end()),
                envelope.pieces(call.requester().needsEmptyObjectsList()),
                paged.ignored());
    }
}
