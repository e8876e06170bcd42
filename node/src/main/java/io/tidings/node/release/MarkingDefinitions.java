package io.tidings.node.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.Store;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.MarkingMeaning;
import io.tidings.stix.marking.Tlp;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the marking definitions mean that content refers to, as far as this node holds them. Safe for use by any number of
 * threads; blocks on the store for a definition that was not asked for lately.
 *
 * <p>Where several definitions are held under one identifier, claims included, and they differ, none of them is believed:
 * else a peer could weaken another's marking by sending a milder definition first.
 */
final class MarkingDefinitions {
    private static final int MOST = 10_000;
    /** Another definition under the same identifier is noticed within this time; a first one at once. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Store store;
    private final Cache<StixId, MarkingMeaning> meanings =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    MarkingDefinitions(Store store) {
        this.store = store;
    }

    MarkingMeaning of(StixId marking) {
        Optional<Tlp> standard = Tlp.of(marking);
        if (standard.isPresent()) {
            return new MarkingMeaning.Level(standard.get());
        }
        MarkingMeaning remembered = meanings.getIfPresent(marking);
        if (remembered != null) {
            return remembered;
        }
        MarkingMeaning found = held(marking);
        if (!(found instanceof MarkingMeaning.Unknown)) {
            // Were that remembered, a follower would be given the definition without what it marks, and pass that for
            // good.
            meanings.put(marking, found);
        }
        return found;
    }

    /** The level of TLP that a marking stands for. */
    Optional<Tlp> level(StixId marking) {
        return of(marking) instanceof MarkingMeaning.Level level ? Optional.of(level.tlp()) : Optional.empty();
    }

    private MarkingMeaning held(StixId marking) {
        if (!marking.type().equals("marking-definition")) {
            return new MarkingMeaning.Unknown();
        }
        Set<MarkingMeaning> meanings = new HashSet<>();
        for (Entry entry : store.versions(marking)) {
            for (LogPage.Item item : store.read(entry.collection(), entry.added() - 1, entry.added(), 1, 1)
                    .items()) {
                meanings.add(MarkingMeaning.of(item.bytes()));
            }
        }
        if (meanings.isEmpty()) {
            return new MarkingMeaning.Unknown();
        }
        return meanings.size() == 1 ? meanings.iterator().next() : new MarkingMeaning.Other();
    }
}
