package io.tidings.taxii.server.objects;

import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.collections.CollectionAccess;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import io.tidings.taxii.server.query.PropertyFilters;
import io.tidings.taxii.server.query.QueryParser;
import io.tidings.taxii.server.query.QueryScope;
import io.tidings.taxii.server.query.RequestParameters;
import java.util.List;

/** Answers {@code DELETE …/objects/{object-id}/} (TAXII 2.1 §5.7). */
public final class DeleteObject implements Endpoint {
    private final TaxiiBackend backend;
    private final CollectionAccess access;

    public DeleteObject(TaxiiBackend backend, CollectionAccess access) {
        this.backend = backend;
        this.access = access;
    }

    @Override
    public Answer answer(Call call) {
        CollectionResource collection = access.deletable(call);
        RequestParameters parameters =
                QueryParser.parse(call.request().rawQuery(), QueryScope.DELETE, PropertyFilters.none());
        backend.delete(
                call.requester(),
                collection.id(),
                parameters.toDeleteQuery(call.target().item()));
        return new Answer(200, List.of(), List.of(), parameters.ignored());
    }
}
