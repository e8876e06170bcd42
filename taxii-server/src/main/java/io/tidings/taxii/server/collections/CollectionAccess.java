package io.tidings.taxii.server.collections;

import io.tidings.taxii.server.backend.ApiRoot;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.http.Call;
import java.util.Optional;

/**
 * Finds the collection of a path and checks the requester's right to what it wants with it: 404 for what it must not
 * know of, 403 for what it may know but not do (chapter 7 of the digest). Blocks on the backend.
 */
public final class CollectionAccess {
    private final TaxiiBackend backend;

    public CollectionAccess(TaxiiBackend backend) {
        this.backend = backend;
    }

    /** A collection to write to, and the bound on what may be written at once. */
    public record Writable(CollectionResource collection, long maxContentLength) {}

    /** 404 unless the API root of the path is there for the requester. */
    public void requireApiRoot(Call call) {
        if (apiRoot(call).isEmpty()) {
            throw RefusedException.notFound();
        }
    }

    private Optional<ApiRoot> apiRoot(Call call) {
        return backend.apiRoot(call.requester(), call.target().apiRoot());
    }

    public CollectionResource visible(Call call) {
        requireApiRoot(call);
        return inVisibleRoot(call);
    }

    private CollectionResource inVisibleRoot(Call call) {
        return backend.collection(
                        call.requester(), call.target().apiRoot(), call.target().collection())
                .orElseThrow(RefusedException::notFound);
    }

    public CollectionResource readable(Call call) {
        CollectionResource collection = visible(call);
        if (!collection.canRead()) {
            throw RefusedException.forbidden("You may not read this collection.");
        }
        return collection;
    }

    public Writable writable(Call call) {
        ApiRoot root = apiRoot(call).orElseThrow(RefusedException::notFound);
        CollectionResource collection = inVisibleRoot(call);
        if (!collection.canWrite()) {
            throw RefusedException.forbidden("You may not write to this collection.");
        }
        return new Writable(collection, root.maxContentLength());
    }

    /** Neither right: 404, though the collection is visible (T-151). */
    public CollectionResource deletable(Call call) {
        CollectionResource collection = visible(call);
        if (!collection.canRead() && !collection.canWrite()) {
            throw RefusedException.notFound();
        }
        if (!collection.canRead() || !collection.canWrite() || !collection.canDelete()) {
            throw RefusedException.forbidden("You may not delete from this collection.");
        }
        return collection;
    }
}
