package io.tidings.taxii.client.objects;

import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Deletes versions of an object (TAXII 2.1 §5.7). */
public final class DeleteObject {
    private final Requests requests;

    public DeleteObject(Requests requests) {
        this.requests = requests;
    }

    /**
     * Deletes the versions named, and only those: left out, some servers delete the latest and others all, so there is
     * no way here to leave it out.
     *
     * @param versions {@code all}, {@code first}, {@code last}, or version times as the server writes them
     */
    public void delete(CollectionUrl collection, String objectId, List<String> versions) throws IOException {
        String query = ObjectsQuery.latest()
                .with("version", versions)
                .text(PagePosition.first(Optional.empty(), OptionalInt.empty()));
        requests.delete(URI.create(collection.object(objectId) + "?" + query));
    }
}
