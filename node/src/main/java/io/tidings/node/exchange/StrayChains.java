package io.tidings.node.exchange;

import io.tidings.node.intake.ChainSource;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.manifest.ManifestRecord;
import io.tidings.taxii.client.url.CollectionUrl;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The signed provenance of single entries of a collection, read where its manifest says that they lie. For one thread;
 * holds what belongs to one batch.
 */
final class StrayChains implements ChainSource {
    /** More than are ever asked for at once. */
    private static final int MOST_EXPECTED = 100;

    private final TaxiiClient client;
    private final Optional<CollectionUrl> companions;
    private final Deque<ManifestRecord> expected = new ArrayDeque<>(); // the last that were not held
    private final List<CompanionFeed> feeds = new ArrayList<>();

    /** @param companions absent where there are none to be had */
    StrayChains(TaxiiClient client, Optional<CollectionUrl> companions) {
        this.client = client;
        this.companions = companions;
    }

    /** Takes note of an entry that will be asked for. */
    void expect(ManifestRecord record) {
        if (record.dateAdded().isPresent()) {
            expected.addLast(record);
        }
        if (expected.size() > MOST_EXPECTED) {
            expected.removeFirst();
        }
    }

    /** Reads what there is of these objects, which were expected; what was read for others before is let go. */
    void prepare(List<StixObject> objects) {
        feeds.clear();
        for (StixObject object : objects) {
            for (ManifestRecord record : expected) {
                if (record.id().equals(object.id().value()) && find(object).isEmpty()) {
                    Optional<Instant> added = record.dateAdded();
                    CompanionFeed feed = CompanionFeed.inStep(client, companions, justBefore(added.orElseThrow()));
                    feed.prepare(List.of(object), added);
                    feeds.add(feed);
                }
            }
        }
        expected.clear();
    }

    private static Cursor justBefore(Instant added) {
        return new Cursor(Optional.of(added.minus(1, ChronoUnit.MICROS)), Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<Assembled> find(StixObject object) {
        for (CompanionFeed feed : feeds) {
            Optional<Assembled> found = feed.find(object);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
