package io.tidings.taxii.server.collections;

import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import io.tidings.taxii.server.http.Json;

/** Answers {@code GET {api-root}/collections/{id}/} (TAXII 2.1 §5.2). */
public final class GetCollection implements Endpoint {
    private final CollectionAccess access;

    public GetCollection(CollectionAccess access) {
        this.access = access;
    }

    @Override
    public Answer answer(Call call) {
        CollectionResource collection = access.visible(call);
        return Answer.of(
                200, Json.object(json -> CollectionJson.writeMembers(json, collection, idShown(call, collection))));
    }

    /**
     * The id is a UUID (T-004, X-11), also when asked for by alias. The OASIS client alone gets back what it asked by:
     * it refuses a collection whose id is not in the URL (contract 13).
     */
    private static String idShown(Call call, CollectionResource collection) {
        boolean checksTheUrl = call.request()
                .headers()
                .userAgent()
                .filter(agent -> agent.startsWith("taxii2-client/"))
                .isPresent();
        return checksTheUrl ? call.target().collection() : collection.id().toString();
    }
}
