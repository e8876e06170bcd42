package io.tidings.node.intake;

import io.tidings.node.store.Append;
import io.tidings.node.store.Appended;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.object.StixObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Writes what came: into the collection's log, into quarantine, among the claims. Safe for use by any number of threads;
 * blocks on the store.
 */
final class Storing {
    /** Of a log, whose signed provenance is read at once to be compared. */
    private static final long STRETCH_MICROS = 1_000_000;

    private final Store store;
    private final UUID claims;
    private final Quarantine quarantine;
    private final Sealing sealing;
    private final Accompaniment accompaniment;

    Storing(Intake.Places places, Sealing sealing) {
        this.store = places.store();
        this.claims = places.claims();
        this.quarantine = places.quarantine();
        this.sealing = sealing;
        this.accompaniment = new Accompaniment(places.store());
    }

    /** Into quarantine; durable when it returns. What became of each, by its place. */
    Map<Integer, Verdict> keepAside(Delivery delivery, List<Quarantine.Suspect> suspects) {
        return suspects.isEmpty() ? Map.of() : quarantine.keep(delivery, suspects);
    }

    /** Begins to write into the log. */
    CompletableFuture<List<Appended>> append(
            Delivery delivery, List<Entrant> entrants, List<Optional<StoredChain>> chains) {
        if (entrants.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        List<StixObject> objects = entrants.stream().map(Entrant::object).toList();
        accompaniment.bring(delivery, objects);
        return store.append(new Append(
                delivery.collection(),
                objects,
                delivery.receipt(),
                List.of(),
                sealing.authority(entrants, delivery),
                chains,
                delivery.audience()));
    }

    /** Among the claims; durable when it returns. */
    void keepClaims(Delivery delivery, List<StixObject> claimed, List<Optional<StoredChain>> chains) {
        if (!claimed.isEmpty()) {
            Durable.await(store.append(
                    new Append(claims, claimed, delivery.receipt(), List.of(), (offered, held) -> true, chains)));
        }
    }

    /**
     * What came unsigned and comes again with its author's seal has it from now on; durable when it returns.
     *
     * @param again by the stamp under which it is held
     */
    void keepProofs(UUID collection, SortedMap<Long, Sealing.Again> again) {
        Map<Long, StoredChain> better = new HashMap<>();
        SortedMap<Long, Sealing.Again> rest = again;
        while (!rest.isEmpty()) {
            long first = rest.firstKey();
            SortedMap<Long, Sealing.Again> near = rest.headMap(first + STRETCH_MICROS);
            better.putAll(sealing.better(store.chains(collection, first, near.lastKey()), near));
            rest = rest.tailMap(first + STRETCH_MICROS);
        }
        if (!better.isEmpty()) {
            Durable.await(store.replaceChains(collection, better));
        }
    }
}
