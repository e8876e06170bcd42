package io.tidings.node.exchange;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.Judged;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.recall.Recalls;
import io.tidings.node.store.Append.StateChange;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.Element;
import io.tidings.stix.identifier.StixId;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.follow.Batch;
import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.follow.FollowOptions;
import io.tidings.taxii.client.follow.FollowOutcome;
import io.tidings.taxii.client.manifest.ManifestRecord;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.repair.ComparisonOutcome;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one collection of one peer once, from its durable cursor until there is no more. For one thread.
 *
 * <p>A batch is stored while the next one is fetched and judged. No more than one is on its way: were two, and the first
 * failed, the cursor would come to stand behind the second, and the first be missed for ever.
 */
final class FollowRun {
    /** Where cursors are kept in the store. */
    static final String CURSORS = "follow-cursor";

    private static final Logger LOG = LoggerFactory.getLogger(FollowRun.class);

    private final Store store;
    private final Intake intake;
    private final AgreementBook book;
    private final Peer peer;
    private final Follow follow;
    private final Clock clock;
    private final LongConsumer progress;
    private final Recalls recalls;
    private final FollowOptions options;
    private final String runId;

    private Optional<Judged> onItsWay = Optional.empty();
    private Optional<String> provenanceAt = Optional.empty();
    private Optional<Duration> latency = Optional.empty();
    private long received;
    private long stored;
    private long alreadyHeld;
    private long quarantined;
    private long refused;

    /**
     * What is followed.
     *
     * @param book the agreements as they were when the run began
     */
    record Followed(AgreementBook book, Peer peer, Follow follow) {}

    /**
     * @param options how far to go, and whether to look first if the peer's collection went back in time
     * @param runId names the run in receipts
     * @param progress told the number of objects received so far
     */
    FollowRun(Exchange.Parts parts, Followed followed, FollowOptions options, String runId, LongConsumer progress) {
        this.store = parts.store();
        this.intake = parts.intake();
        this.clock = parts.clock();
        this.recalls = parts.recalls();
        this.book = followed.book();
        this.peer = followed.peer();
        this.follow = followed.follow();
        this.options = options;
        this.runId = runId;
        this.progress = progress;
    }

    /**
     * Follows until there is no more, or no more may be taken.
     *
     * @throws IOException if the peer fails us; what was taken until then is stored, with the cursor behind it
     * @throws io.tidings.node.intake.DiskFullException likewise, if there is no room here
     * @throws io.tidings.node.intake.QuotaUsedUpException likewise, if the day's number of objects is used up
     */
    FollowReport run(TaxiiClient client) throws IOException {
        StoredCollection into = store.collections().stream()
                .filter(collection -> collection.name().equals(follow.into()))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no collection " + follow.into() + " to follow into;"
                        + " 'tidings collection add " + follow.into() + "' makes one"));
        CollectionUrl theirs = new ApiRootUrl(follow.apiRoot()).collection(follow.collection());
        intake.requireRoom(delivery(into, theirs, ChainSource.none()));
        Cursor cursor = store.state(CURSORS, key()).map(Cursor::parse).orElse(Cursor.start());
        Instant asked = clock.instant();
        Optional<PeerEpoch> epoch = PeerEpoch.ask(client, theirs, store, key());
        latency = Optional.of(Duration.between(asked, clock.instant()));
        if (cursor.equals(Cursor.start())) {
            epoch.ifPresent(PeerEpoch::remember); // nothing was taken in another one
        }
        RecallFeed recalled = new RecallFeed(client, store, recalls, peer.name(), key());
        Optional<CollectionUrl> companions = companions(epoch);
        if (companions.isPresent()) {
            recalled.take(companions.get()); // first, so that what is recalled does not come in
        }
        boolean restored = epoch.filter(PeerEpoch::isNew).isPresent();
        // New entries have stamps after all that came before a restore, so the cursor still leads to them.
        CompanionFeed provenance = provenance(client, cursor, epoch);
        DefinitionFeed definitions = new DefinitionFeed(client, theirs);
        FollowOutcome outcome;
        try {
            outcome = client.follower(theirs, query(), restored ? options.unverified() : options)
                    .follow(cursor, (batch, after) -> {
                        provenance.prepare(batch.objects(), after.lastEntry());
                        provenance.position().ifPresent(at -> provenanceAt = Optional.of(at));
                        take(delivery(into, theirs, provenance), batch, definitions, Optional.of(after));
                    });
        } finally {
            settle();
        }
        boolean caughtUp = outcome.ending() == FollowOutcome.Ending.CAUGHT_UP;
        if (restored || outcome.ending() == FollowOutcome.Ending.WENT_BACK) {
            mend(client, into, theirs, epoch);
            caughtUp = true;
        }
        if (restored) {
            epoch.ifPresent(PeerEpoch::remember);
        }
        recalled.answer(follow.apiRoot());
        return report(caughtUp, Optional.empty());
    }

    private Optional<CollectionUrl> companions(Optional<PeerEpoch> epoch) {
        return follow.provenance()
                .map(named -> new ApiRootUrl(follow.apiRoot()).collection(named))
                .or(() -> CompanionFeed.announced(epoch.map(PeerEpoch::resource), follow.apiRoot()));
    }

    private CompanionFeed provenance(TaxiiClient client, Cursor cursor, Optional<PeerEpoch> epoch) {
        return follow.provenance()
                .map(named -> CompanionFeed.copied(
                        client,
                        new ApiRootUrl(follow.apiRoot()).collection(named),
                        store.state(CompanionFeed.POSITIONS, key())))
                .orElseGet(() -> CompanionFeed.inStep(
                        client, CompanionFeed.announced(epoch.map(PeerEpoch::resource), follow.apiRoot()), cursor));
    }

    /** The same, but none where they are not in step with the collection. */
    private Optional<CollectionUrl> companionsInStep(Optional<PeerEpoch> epoch) {
        return follow.provenance().isPresent()
                ? Optional.empty()
                : CompanionFeed.announced(epoch.map(PeerEpoch::resource), follow.apiRoot());
    }

    private static boolean isExpected(ManifestRecord record, StrayChains chains) {
        chains.expect(record);
        return false;
    }

    /** The peer's collection went back in time: what it has now is compared with what we hold. */
    private void mend(TaxiiClient client, StoredCollection into, CollectionUrl theirs, Optional<PeerEpoch> epoch)
            throws IOException {
        Optional<String> story = epoch.filter(PeerEpoch::isNew).map(PeerEpoch::story);
        StrayChains chains = new StrayChains(client, companionsInStep(epoch));
        DefinitionFeed definitions = new DefinitionFeed(client, theirs);
        LOG.warn(
                "the collection {} of {} went back in time ({}); comparing what it has with what we hold",
                follow.collection(),
                peer.name(),
                story.orElse("the last entry taken from it is gone"));
        ComparisonOutcome mended = client.comparison(theirs, query())
                .compare(record -> isHeld(into, record) || isExpected(record, chains), batch -> {
                    chains.prepare(batch.objects());
                    take(delivery(into, theirs, chains), batch, definitions, Optional.empty());
                });
        settle();
        store.putState(CURSORS, key(), mended.cursor().text()).join();
        LOG.info(
                "the collection {} of {} has {} entries: {} were missing here and {} of them came",
                follow.collection(),
                peer.name(),
                mended.compared(),
                mended.missing(),
                mended.fetched());
    }

    /** How long the peer took for a small answer; empty before it gave one. */
    Optional<Duration> latency() {
        return latency;
    }

    FollowReport report(boolean caughtUp, Optional<String> error) {
        return new FollowReport(
                peer.name(),
                follow.collection(),
                follow.into(),
                received,
                stored,
                alreadyHeld,
                quarantined,
                refused,
                caughtUp,
                error);
    }

    private void take(Delivery delivery, Batch batch, DefinitionFeed definitions, Optional<Cursor> after) {
        List<Element> elements =
                new ArrayList<>(batch.objects().size() + batch.faulty().size());
        batch.objects().forEach(object -> elements.add(new Element.Sound(object)));
        elements.addAll(batch.faulty());
        elements.addAll(0, definitions.of(intake.undefinedMarkings(delivery, elements)));
        List<StateChange> alongside = new ArrayList<>();
        after.ifPresent(cursor -> alongside.add(new StateChange(CURSORS, key(), cursor.text())));
        provenanceAt.ifPresent(at -> alongside.add(new StateChange(CompanionFeed.POSITIONS, key(), at)));
        Judged next = intake.judge(delivery, elements, alongside);
        settle();
        next.submit();
        onItsWay = Optional.of(next);
    }

    /** Waits for the batch on its way, if there is one. */
    private void settle() {
        Optional<Judged> last = onItsWay;
        onItsWay = Optional.empty();
        last.map(Judged::settle).ifPresent(this::count);
    }

    private void count(IntakeReport report) {
        received += report.total();
        stored += report.stored();
        alreadyHeld += report.alreadyHeld();
        quarantined += report.quarantined();
        refused += report.claimed() + report.refused();
        progress.accept(received);
    }

    // All versions: by default a server gives only the last, and what lies between would be missing here.
    private static ObjectsQuery query() {
        return ObjectsQuery.everything();
    }

    private boolean isHeld(StoredCollection into, ManifestRecord record) {
        return StixId.parse(record.id()).stream()
                .flatMap(id -> store.versions(into.id(), id).stream())
                .anyMatch(entry -> !entry.head().isVersioned()
                        || record.versionTime()
                                .filter(entry.head().version()::equals)
                                .isPresent());
    }

    private Delivery delivery(StoredCollection into, CollectionUrl theirs, ChainSource provenance) {
        String source = "peer:" + peer.name();
        return new Delivery(
                into.id(),
                new Receipt(
                        source,
                        "follow",
                        clock.instant(),
                        Optional.of(peer.agreement()),
                        Optional.of(theirs.toString()),
                        runId),
                follow.maxTlp(),
                Optional.empty(),
                follow.objectsPerDay(),
                new CreatorAuthority(book, source),
                follow.acceptance(),
                provenance);
    }

    private String key() {
        return FollowKey.of(peer, follow).text();
    }
}
