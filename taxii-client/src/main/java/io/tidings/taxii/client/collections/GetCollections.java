package io.tidings.taxii.client.collections;

import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.json.ResourceObject;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks for the collections of an API root, or for one of them (TAXII 2.1 §5.1, §5.2). */
public final class GetCollections {
    private final Requests requests;

    public GetCollections(Requests requests) {
        this.requests = requests;
    }

    /** In the server's order; empty if it shows none (T-119). */
    public List<CollectionResource> read(ApiRootUrl root) throws IOException {
        List<CollectionResource> collections = new ArrayList<>();
        for (ResourceObject resource : requests.getResource(root.collections()).objects("collections")) {
            collections.add(CollectionResource.of(resource));
        }
        return List.copyOf(collections);
    }

    /** The answer's {@code id} may differ from the one asked for: that may be an alias. */
    public CollectionResource read(CollectionUrl collection) throws IOException {
        return CollectionResource.of(requests.getResource(collection.url()));
    }
}
