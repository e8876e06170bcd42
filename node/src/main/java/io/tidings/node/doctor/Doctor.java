package io.tidings.node.doctor;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Peer;
import io.tidings.node.config.Limits;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Examines one node and the way to its peers. Each check stands alone where it can; what builds on something broken says
 * so. For one thread.
 */
public final class Doctor {
    private static final int PEERS_AT_ONCE = 8;
    private static final long PATIENCE_SECONDS = 15;

    private final Patient patient;

    public Doctor(Patient patient) {
        this.patient = patient;
    }

    /**
     * Everything, in the order in which to mend it; ends in bounded time, whatever peers do.
     *
     * @param only the name of one peer: then of the rest only what is wrong is told
     * @throws OperationException if there is no agreement with that peer
     */
    public List<Finding> examine(Optional<String> only) {
        NodeHome home = patient.home();
        List<Finding> here = new ArrayList<>(MachineCheck.findings());
        here.addAll(HomeCheck.findings(home));
        Examined<NodeConfiguration> configuration = FilesCheck.configuration(home);
        Examined<AgreementBook> agreements = FilesCheck.agreements(home);
        Examined<NodeIdentity> identity = IdentityCheck.identity(home, patient.clock());
        here.addAll(configuration.findings());
        here.addAll(agreements.findings());
        here.addAll(identity.findings());
        configuration
                .value()
                .ifPresent(it -> here.addAll(new SigningKeyCheck(home, patient.clock(), patient.random())
                        .findings(it.provenance().sign())));
        here.addAll(DiskCheck.findings(
                List.of(home.data(), home.run()),
                configuration
                        .value()
                        .map(NodeConfiguration::limits)
                        .orElse(Limits.DEFAULT)
                        .diskFloorBytes()));
        boolean sound = configuration.value().isPresent()
                && agreements.value().isPresent()
                && identity.value().isPresent();
        Examined<StatusReport> status = StoreCheck.status(patient.status(), sound);
        here.addAll(status.findings());
        status.value().ifPresent(report -> here.addAll(QuarantineCheck.findings(report, patient.clock())));
        configuration
                .value()
                .ifPresent(it -> here.addAll(new PackagesCheck(home, it.packages(), patient.clock(), patient.random())
                        .findings(status.value())));
        status.value()
                .ifPresent(report -> here.addAll(FilesCheck.warnings(
                        home,
                        report.collections().stream()
                                .map(CollectionReport::name)
                                .collect(Collectors.toSet()))));
        if (configuration.value().isPresent() && identity.value().isPresent()) {
            here.addAll(new ListenerCheck(
                            configuration.value().get(), identity.value().get().fingerprint())
                    .findings(status.value().map(StatusReport::running).orElse(false)));
        }
        List<Finding> all = only.isEmpty()
                ? here
                : new ArrayList<>(here.stream()
                        .filter(each -> each.level() != Finding.Level.OK)
                        .toList());
        agreements.value().ifPresent(book -> all.addAll(peers(book, identity.value(), status.value(), only)));
        return all;
    }

    private List<Finding> peers(
            AgreementBook book, Optional<NodeIdentity> identity, Optional<StatusReport> status, Optional<String> only) {
        List<Peer> wanted = book.peers().stream()
                .filter(peer -> only.isEmpty() || only.get().equals(peer.name()))
                .toList();
        if (only.isPresent() && wanted.isEmpty()) {
            throw new OperationException(
                    OperationException.Kind.NOT_FOUND,
                    "there is no agreement with " + only.get() + "; 'tidings peer list' names those there are");
        }
        List<Finding> findings = new ArrayList<>();
        if (identity.isPresent()) {
            List<ClockReading> clocks = new ArrayList<>();
            for (PeerCheck.Result result : inParallel(wanted, book, identity.get())) {
                findings.addAll(result.findings());
                clocks.addAll(result.clocks());
            }
            findings.addAll(ClockCheck.findings(clocks));
        } else {
            wanted.forEach(peer -> findings.add(Finding.warning(
                    "peer " + peer.name(), "not tried: without our key there is no TLS", "mend the keystore first")));
        }
        status.ifPresent(report -> findings.addAll(FollowCheck.findings(book, report, only)));
        return findings;
    }

    private List<PeerCheck.Result> inParallel(List<Peer> peers, AgreementBook book, NodeIdentity identity) {
        ExecutorService threads = Executors.newFixedThreadPool(PEERS_AT_ONCE, task -> {
            Thread thread = new Thread(task, "doctor-peer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<PeerCheck.Result>> running = peers.stream()
                    .map(peer -> threads.submit(() -> new PeerCheck(peer, book, identity, patient.clock()).run()))
                    .toList();
            long rounds = 1L + peers.size() / PEERS_AT_ONCE;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(rounds * PATIENCE_SECONDS);
            List<PeerCheck.Result> results = new ArrayList<>();
            for (int i = 0; i < peers.size(); i++) {
                results.add(await(peers.get(i), running.get(i), deadline - System.nanoTime()));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static PeerCheck.Result await(Peer peer, Future<PeerCheck.Result> running, long nanos) {
        try {
            return running.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return failed(peer, "interrupted");
        } catch (TimeoutException late) {
            return failed(peer, "it takes too long");
        } catch (ExecutionException unexpected) {
            return failed(peer, String.valueOf(unexpected.getCause()));
        }
    }

    private static PeerCheck.Result failed(Peer peer, String why) {
        return new PeerCheck.Result(
                List.of(Finding.fault(
                        "peer " + peer.name(), "could not be examined: " + why, "try: tidings doctor " + peer.name())),
                List.of());
    }
}
