package io.tidings.node.recall;

import io.tidings.node.recall.Recall.Place;
import io.tidings.node.recall.Recall.Told;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.marking.Tlp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What recalls are about here, and whom they have to reach. Its caller changes one recall at a time. */
final class RecallReach {
    private final Store store;
    private final RecallBook book;
    private final Tlp unmarked;

    RecallReach(Store store, RecallBook book, Tlp unmarked) {
        this.store = store;
        this.book = book;
        this.unmarked = unmarked;
    }

    /**
     * Keeps a recall, with a place in each log from which someone was given what it is about. If there are more of those than
     * were told before, it gets new places, since they may have read past the old ones.
     */
    Recall announced(Recall recall) {
        Recall telling = recall.tell(told(recall));
        if (recall.told().keySet().containsAll(telling.told().keySet())) {
            book.put(telling);
            return telling;
        }
        Set<UUID> collections = recall.places().stream().map(Place::collection).collect(Collectors.toSet());
        Map<UUID, Long> stamps = new HashMap<>();
        book.place(() -> {
            for (UUID collection : collections) {
                if (isInForce(collection)) {
                    stamps.put(collection, store.reserve(collection).join());
                }
            }
            book.put(telling.placedAt(stamps));
        });
        return telling.placedAt(stamps);
    }

    /** Whom the ledger says to have been given what a recall is about, but for those who brought it. */
    Map<String, Told> told(Recall recall) {
        Map<String, Told> told = new HashMap<>();
        for (Place place : recall.places()) {
            for (var release : store.releasesAt(place.collection(), place.added())) {
                boolean brought = release.principal().startsWith(Recalls.PEER)
                        && recall.origin()
                                .from()
                                .containsKey(release.principal().substring(Recalls.PEER.length()));
                if (!brought && !release.principal().equals(Recalls.OPERATOR)) {
                    told.merge(
                            release.principal(),
                            new Told(release.at(), release.channel(), Optional.empty()),
                            (a, b) -> a.at().isAfter(b.at()) ? b : a);
                }
            }
        }
        return told;
    }

    List<Entry> held(RecallStatement what) {
        return store.versions(what.object()).stream()
                .filter(entry ->
                        what.covers(entry.head().version(), entry.head().isVersioned()))
                .toList();
    }

    static Set<Place> places(List<Entry> entries) {
        Set<Place> places = new HashSet<>();
        entries.forEach(entry -> places.add(new Place(entry.collection(), entry.added())));
        return places;
    }

    Tlp level(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.head().tlp().orElse(unmarked))
                .reduce(Tlp::stricter)
                .orElse(unmarked);
    }

    boolean isInForce(UUID collection) {
        return store.collection(collection).filter(each -> !each.isAside()).isPresent();
    }

    String name(UUID collection) {
        return store.collection(collection).map(StoredCollection::name).orElse("");
    }
}
