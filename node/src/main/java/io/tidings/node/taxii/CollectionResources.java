package io.tidings.node.taxii;

import io.tidings.node.agreement.Principal;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.companion.CompanionCollection;
import io.tidings.node.store.Epoch;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The collections as each principal is shown them. Safe for use by any number of threads; blocks. */
final class CollectionResources {
    private final Store store;
    private final Recognition recognition;

    CollectionResources(Store store, Recognition recognition) {
        this.store = store;
        this.recognition = recognition;
    }

    /** Those that a principal may do something with. */
    List<CollectionResource> visible(Principal principal) {
        return store.collections().stream()
                .map(collection -> resource(principal, collection))
                .flatMap(Optional::stream)
                .toList();
    }

    /** One by its id or alias, also one of provenance; that there is none to be seen is noted as an attempt. */
    Optional<CollectionResource> find(Principal principal, String idOrAlias) {
        return store.collections().stream()
                .filter(c -> c.id().toString().equals(idOrAlias) || c.name().equals(idOrAlias))
                .findFirst()
                .flatMap(collection -> resource(principal, collection))
                .or(() -> companion(principal, idOrAlias))
                .or(() -> {
                    // Told in the same way whether there is such a collection or not (I-5).
                    recognition.notGranted(principal, "a collection not visible to it: " + idOrAlias);
                    return Optional.empty();
                });
    }

    /** @throws RefusedException 404 if there is none */
    StoredCollection require(UUID collection) {
        return store.collection(collection).orElseThrow(RefusedException::notFound);
    }

    /**
     * The collection of a collection's provenance. Not in the list of collections: it is announced by the one that it is
     * about, to those who know what it is for, while others who take all collections get no objects they cannot use.
     */
    private Optional<CollectionResource> companion(Principal principal, String idOrAlias) {
        return store.collections().stream()
                .filter(c -> CompanionCollection.idFor(c.id()).toString().equals(idOrAlias)
                        || CompanionCollection.aliasFor(c.name()).equals(idOrAlias))
                .filter(c -> principal.mayRead(c.name()).isPresent())
                .findFirst()
                .map(c -> new CollectionResource(
                        CompanionCollection.idFor(c.id()),
                        CompanionCollection.titleFor(c.title()),
                        Optional.of("Who sealed the objects of " + c.name() + ", and which way they came"),
                        Optional.of(CompanionCollection.aliasFor(c.name())),
                        true,
                        false,
                        false,
                        List.of(CollectionResource.STIX_2_1)));
    }

    /** The collection that a collection of companions is about. */
    Optional<StoredCollection> subject(UUID companion) {
        return store.collection(companion).isPresent()
                ? Optional.empty()
                : store.collections().stream()
                        .filter(c -> CompanionCollection.idFor(c.id()).equals(companion))
                        .findFirst();
    }

    private Optional<CollectionResource> resource(Principal principal, StoredCollection collection) {
        boolean read = principal.mayRead(collection.name()).isPresent();
        boolean write = principal.mayWrite(collection.name()).isPresent();
        boolean delete = principal.mayDelete(collection.name());
        if (!read && !write && !delete) {
            return Optional.empty();
        }
        return Optional.of(new CollectionResource(
                collection.id(),
                collection.title(),
                collection.description(),
                Optional.of(collection.name()),
                read,
                write,
                delete,
                List.of(CollectionResource.STIX_2_1, CollectionResource.STIX_2_0),
                properties(collection, read)));
    }

    private Map<String, String> properties(StoredCollection collection, boolean read) {
        Map<String, String> properties = new HashMap<>();
        store.epoch(collection.id()).map(CollectionResources::announced).ifPresent(properties::putAll);
        if (read) {
            properties.put(
                    CompanionCollection.ANNOUNCED,
                    CompanionCollection.idFor(collection.id()).toString());
        }
        return properties;
    }

    // Says nothing of the log's own stamps: those of entries that are withheld are nobody's business (I-5).
    private static Map<String, String> announced(Epoch epoch) {
        return Map.of(
                "x_tidings_epoch", epoch.id().toString(),
                "x_tidings_restored_at", epoch.began().toString(),
                "x_tidings_restored_to", epoch.restoredTo().toString());
    }
}
