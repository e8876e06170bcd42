package io.tidings.taxii.server.collections;

import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import io.tidings.taxii.server.http.Json;
import java.util.Comparator;
import java.util.List;

/** Answers {@code GET {api-root}/collections/} (TAXII 2.1 §5.1). */
public final class GetCollections implements Endpoint {
    // As text: UUID's own order is signed.
    private static final Comparator<CollectionResource> BY_ID =
            Comparator.comparing(collection -> collection.id().toString());

    private final TaxiiBackend backend;
    private final CollectionAccess access;

    public GetCollections(TaxiiBackend backend, CollectionAccess access) {
        this.backend = backend;
        this.access = access;
    }

    @Override
    public Answer answer(Call call) {
        String root = call.target().apiRoot();
        access.requireApiRoot(call);
        List<CollectionResource> collections = backend.collections(call.requester(), root).stream()
                .sorted(BY_ID)
                .toList();
        return Answer.of(200, Json.object(json -> {
            if (collections.isEmpty()) {
                return; // T-119
            }
            json.writeArrayFieldStart("collections");
            for (CollectionResource collection : collections) {
                json.writeStartObject();
                CollectionJson.writeMembers(json, collection, collection.id().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }
}
