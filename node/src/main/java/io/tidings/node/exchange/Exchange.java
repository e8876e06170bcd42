package io.tidings.node.exchange;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.chance.RandomUuids;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.intake.Intake;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.Following;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.StatusReport;
import io.tidings.node.recall.Recalls;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreBusyException;
import io.tidings.stix.content.ContentBounds;
import io.tidings.taxii.client.follow.FollowOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what the agreements say, one run at a time for each collection followed. Safe for use by any number of
 * threads; a run blocks its thread.
 */
public final class Exchange implements Following, AutoCloseable {
    /** Where the health of follows is kept in the store. */
    static final String HEALTH = "follow-health";

    private static final Duration VERIFY_EVERY = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Parts parts;
    private final Store store;
    private final Supplier<AgreementBook> agreements;
    private final CutOff cutOff;
    private final PeerClients clients;
    private final Clock clock;
    private final RandomUuids uuids;
    private final Map<FollowKey, ReentrantLock> running = new ConcurrentHashMap<>();
    private final Map<FollowKey, Instant> verified = new ConcurrentHashMap<>();
    private final Map<FollowKey, Health> health = new ConcurrentHashMap<>();
    private final Map<FollowKey, RunCounts> counts = new ConcurrentHashMap<>();
    private final Map<String, Instant> certificateEnds = new ConcurrentHashMap<>();

    /** Since the start. */
    private static final class RunCounts {
        private final RecentRuns recent = new RecentRuns();
        private final LongAdder runs = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder objects = new LongAdder();
    }

    /** What following needs of the node. */
    public record Parts(
            Store store,
            Intake intake,
            Supplier<AgreementBook> agreements,
            CutOff cutOff,
            Recalls recalls,
            Clock clock,
            RandomGenerator random) {}

    /**
     * How this node goes to its peers.
     *
     * @param bounds of what they answer
     * @param userAgent software name and version, sent to peers
     */
    public record Outfit(Vertx vertx, NodeIdentity identity, ContentBounds bounds, String userAgent) {}

    public Exchange(Parts parts, Outfit outfit) {
        this.parts = parts;
        this.store = parts.store();
        this.agreements = parts.agreements();
        this.cutOff = parts.cutOff();
        this.clients = new PeerClients(parts, outfit);
        this.clock = parts.clock();
        this.uuids = new RandomUuids(parts.random());
    }

    @Override
    public List<FollowReport> run(Optional<String> peer, Consumer<Progress> progress) {
        List<FollowReport> reports = new ArrayList<>();
        for (Peer each : agreements.get().peers()) {
            if (peer.isEmpty() || peer.get().equals(each.name())) {
                each.follows().forEach(follow -> reports.add(runOne(each, follow, FollowOptions.standard(), progress)));
            }
        }
        return reports;
    }

    /** One run; a failure is in the report, and in the peer's health. */
    FollowReport runOne(Peer peer, Follow follow, FollowOptions options, Consumer<Progress> progress) {
        FollowKey key = FollowKey.of(peer, follow);
        String what = peer.name() + " " + follow.collection();
        FollowRun run = new FollowRun(
                parts,
                new FollowRun.Followed(agreements.get(), peer, follow),
                isToBeVerified(key) ? options.verifying() : options,
                uuids.get().toString(),
                n -> {
                    clients.requireShared(peer.name());
                    progress.accept(new Progress(what, n));
                });
        ReentrantLock lock = running.computeIfAbsent(key, k -> new ReentrantLock());
        lock.lock();
        try (PeerClients.Lease lease = clients.lease(peer, follow.apiRoot())) {
            if (!isInForce(peer)) {
                throw new IOException("the agreement with " + peer.name() + " is not in force today");
            }
            FollowReport report = run.run(lease.client());
            setHealth(
                    key,
                    healthOf(key).succeeded(clock.instant(), report.received(), run.latency()),
                    report.received() > 0);
            if (report.received() > 0) {
                LOG.info(
                        "followed {}: {} received, {} new, {} held already, {} refused",
                        what,
                        report.received(),
                        report.stored(),
                        report.alreadyHeld(),
                        report.refused());
            }
            return counted(key, report);
        } catch (IOException | RuntimeException failed) {
            String why = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
            LOG.warn("following {} failed: {}", what, why);
            LOG.debug("following {} failed", what, failed);
            setHealth(key, healthOf(key).failed(why), true);
            return counted(key, run.report(false, Optional.of(why)));
        } finally {
            lock.unlock();
        }
    }

    private FollowReport counted(FollowKey key, FollowReport report) {
        RunCounts ofKey = counts.computeIfAbsent(key, k -> new RunCounts());
        ofKey.runs.increment();
        ofKey.objects.add(report.received());
        ofKey.recent.add(report.error().isPresent());
        if (report.error().isPresent()) {
            ofKey.failures.increment();
        }
        return report;
    }

    /** Every follow of the agreements as they are now. Reads the store for those not run since the start. */
    public List<FollowCount> counts() {
        Map<FollowKey, FollowCount> all = new LinkedHashMap<>();
        for (Peer peer : agreements.get().peers()) {
            for (Follow follow : peer.follows()) {
                FollowKey key = FollowKey.of(peer, follow);
                RunCounts ofKey = counts.getOrDefault(key, new RunCounts());
                FollowCount count = new FollowCount(
                        peer.name(),
                        key.apiRoot(),
                        follow.collection(),
                        follow.into(),
                        healthOf(key).lastSuccess(),
                        healthOf(key).latency(),
                        ofKey.recent.failed(),
                        follow.every(),
                        ofKey.runs.sum(),
                        ofKey.failures.sum(),
                        ofKey.objects.sum());
                all.put(key, count);
            }
        }
        return List.copyOf(all.values());
    }

    /** Until when the certificates are valid that peers showed since the start, by peer. */
    public Map<String, Instant> certificateEnds() {
        return Map.copyOf(certificateEnds);
    }

    @Override
    public List<StatusReport.PeerHealth> health() {
        List<StatusReport.PeerHealth> all = new ArrayList<>();
        for (Peer peer : agreements.get().peers()) {
            for (Follow follow : peer.follows()) {
                FollowKey key = FollowKey.of(peer, follow);
                Health state = healthOf(key);
                all.add(new StatusReport.PeerHealth(
                        peer.name(),
                        follow.collection(),
                        follow.into(),
                        state.lastSuccess().map(Instant::toString),
                        state.lastSuccess()
                                .map(at -> Duration.between(at, clock.instant()).toSeconds()),
                        state.objects(),
                        state.error(),
                        Optional.ofNullable(certificateEnds.get(peer.name())).map(Instant::toString),
                        state.latency().map(Duration::toMillis),
                        counts.getOrDefault(key, new RunCounts())
                                .recent
                                .failed()
                                .map(part -> Math.round(part * 100))));
            }
        }
        return all;
    }

    /** Keeps until when the certificate is valid that a peer showed. */
    void peerShowed(String peer, X509Certificate certificate) {
        certificateEnds.put(peer, certificate.getNotAfter().toInstant());
    }

    /** The agreements as they are now, without the peers that are cut off. */
    AgreementBook shared(AgreementBook book) {
        return new AgreementBook(
                book.peers().stream()
                        .filter(peer -> !cutOff.isCut("peer:" + peer.name()))
                        .toList(),
                book.clients(),
                book.version());
    }

    PeerClients clients() {
        return clients;
    }

    Health healthOf(FollowKey key) {
        return health.computeIfAbsent(
                key, k -> store.state(HEALTH, k.text()).map(Health::parse).orElse(Health.unknown()));
    }

    private void setHealth(FollowKey key, Health now, boolean keep) {
        health.put(key, now);
        if (keep) {
            try {
                store.putState(HEALTH, key.text(), now.text());
            } catch (StoreBusyException full) {
                LOG.warn("the health of following {} is kept in memory only: {}", key.text(), full.getMessage());
            }
        }
    }

    /** At the first run since the start and then hourly: it is a request of its own, and leaves a row in the peer's ledger. */
    private boolean isToBeVerified(FollowKey key) {
        Instant now = clock.instant();
        Instant last = verified.get(key);
        if (last != null && now.isBefore(last.plus(VERIFY_EVERY))) {
            return false;
        }
        verified.put(key, now);
        return true;
    }

    private boolean isInForce(Peer peer) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return peer.validFrom().filter(today::isBefore).isEmpty()
                && peer.validUntil().filter(until -> !today.isBefore(until)).isEmpty();
    }

    /** Closes the connections to peers; what is under way fails. */
    @Override
    public void close() {
        clients.close();
    }
}
