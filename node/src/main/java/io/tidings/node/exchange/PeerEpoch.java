package io.tidings.node.exchange;

import io.tidings.node.store.Store;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.collections.CollectionResource;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether a collection that is followed went back to a backup. A Tidings node says so on the collection's resource, in
 * properties that others ignore (TAXII 2.1 §7.1): an epoch that was not there at the last look. For one thread.
 */
final class PeerEpoch {
    /** Where the epochs last seen are kept in the store; by the name of the cursor. */
    static final String EPOCHS = "follow-epoch";

    private static final int LONGEST = 200;

    private final Store store;
    private final String key;
    private final String announced;
    private final String times;
    private final CollectionResource resource;

    private PeerEpoch(Store store, String key, String announced, String times, CollectionResource resource) {
        this.resource = resource;
        this.store = store;
        this.key = key;
        this.announced = announced;
        this.times = times;
    }

    /**
     * Asks the server.
     *
     * @return empty where it shows no such resource, so that nothing can be known
     */
    static Optional<PeerEpoch> ask(TaxiiClient client, CollectionUrl collection, Store store, String key)
            throws IOException {
        try {
            CollectionResource resource = client.collection(collection);
            return Optional.of(new PeerEpoch(
                    store,
                    key,
                    text(resource, "x_tidings_epoch"),
                    "restored at " + text(resource, "x_tidings_restored_at") + " from the backup of "
                            + text(resource, "x_tidings_restored_to"),
                    resource));
        } catch (RefusedException noSuchResource) {
            if (noSuchResource.mayPass()) {
                throw noSuchResource;
            }
            return Optional.empty();
        }
    }

    // From outside: kept short, and off the log's lines.
    private static String text(CollectionResource resource, String name) {
        return resource.customProperties().get(name) instanceof String text
                        && text.length() <= LONGEST
                        && text.chars().allMatch(c -> c > ' ' && c < 127)
                ? text
                : "";
    }

    /** Whether this is another epoch than the one that {@link #remember} was last called in. */
    boolean isNew() {
        return !announced.equals(store.state(EPOCHS, key).orElse(""));
    }

    /** To be called once all that the new epoch changed is mended; durable when it returns. */
    void remember() {
        if (isNew()) {
            store.putState(EPOCHS, key, announced).join();
        }
    }

    /** The collection's resource, as the server showed it. */
    CollectionResource resource() {
        return resource;
    }

    /** What the server says happened. */
    String story() {
        return announced.isEmpty() ? "its epoch is gone" : times;
    }
}
