package io.tidings.node;

import io.tidings.node.agreement.AnyClientCertificate;
import io.tidings.node.agreement.PeerTrust;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.agreement.Refusals;
import io.tidings.node.agreement.ScryptHash;
import io.tidings.node.api.NodeControl;
import io.tidings.node.api.OperatorApi;
import io.tidings.node.api.OperatorApiOptions;
import io.tidings.node.chance.RandomUuids;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.config.PlainListener;
import io.tidings.node.doorbell.Doorbell;
import io.tidings.node.exchange.Doorbells;
import io.tidings.node.exchange.FollowSchedule;
import io.tidings.node.listener.Listener;
import io.tidings.node.listener.ListenerOptions;
import io.tidings.node.metrics.MeteredServer;
import io.tidings.node.metrics.Monitoring;
import io.tidings.node.metrics.RequestMeter;
import io.tidings.node.metrics.Watched;
import io.tidings.node.operations.NodeFacts;
import io.tidings.node.operations.Operations;
import io.tidings.node.taxii.Statuses;
import io.tidings.node.taxii.TaxiiRoad;
import io.tidings.node.taxii.TaxiiRoadOptions;
import io.tidings.node.yaml.MistakesException;
import io.tidings.taxii.server.TaxiiServer;
import io.tidings.taxii.server.TaxiiServerOptions;
import io.tidings.taxii.server.cursor.CursorKey;
import io.tidings.taxii.server.transport.BodyBounds;
import io.tidings.taxii.server.transport.ReplyBounds;
import io.tidings.taxii.server.transport.WorkerBounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that answers: the parts of {@link Node}, its listeners, its schedule of follows, its operator's API. */
final class ServingNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingNode.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final long DOORBELL_LOOK_MILLIS = 100;
    private static final int DOORBELL_WORKERS = 2;
    private static final long STATUS_SWEEP_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final int IN_MEMORY_BODY = 8 << 20;
    private static final long IN_MEMORY_BODIES = 64L << 20;

    private final Node node;
    private final Instant startedAt;
    private final Runnable onStopAsked;
    private final Listener clients;
    private final Listener peers;
    private final Optional<Listener> plain;
    private final TaxiiServer clientServer;
    private final TaxiiServer peerServer;
    private final WorkerExecutor doorbellWorkers;
    private final FollowSchedule schedule;
    private final OperatorApi operatorApi;
    private final Optional<Monitoring> monitoring;
    private final Operations operations;
    private final long statusSweep;
    private final long keystoreLook;

    private ServingNode(Node node, Optional<PlainListener> plainListener, Runnable onStopAsked)
            throws IOException, GeneralSecurityException {
        this.node = node;
        this.onStopAsked = onStopAsked;
        this.startedAt = node.clock.instant();
        NodeConfiguration configuration = node.configuration;
        Refusals refusals = new Refusals(node.clock);
        Recognition recognition =
                new Recognition(node::book, new ScryptHash(node.random), node.clock, node.random, refusals);
        node.agreements.onChange(book -> recognition.forget());
        TaxiiRoad road = new TaxiiRoad(
                node.store,
                node.intake,
                node.release,
                recognition,
                node::book,
                node.quotas,
                new Statuses(node.store),
                node.clock,
                new RandomUuids(node.random),
                roadOptions());
        RequestMeter clientMeter = new RequestMeter();
        RequestMeter peerMeter = new RequestMeter();
        this.clientServer = TaxiiServer.create(
                node.vertx,
                road,
                serverOptions("client", configuration.publicUrl()).withObserver(clientMeter));
        this.peerServer = TaxiiServer.create(
                node.vertx,
                road,
                serverOptions("peer", configuration.peerPublicUrl()).withObserver(peerMeter));
        this.doorbellWorkers = node.vertx.createSharedWorkerExecutor("doorbell", DOORBELL_WORKERS);
        Doorbell doorbell =
                new Doorbell(node.vertx, doorbellWorkers, node.store, node.release, recognition, DOORBELL_LOOK_MILLIS);
        int loops = Runtime.getRuntime().availableProcessors();
        this.peers = started(Listener.start(
                node.vertx,
                new ListenerOptions(
                        "peer",
                        configuration.peer().bind(),
                        configuration.peer().port(),
                        Optional.of(new ListenerOptions.Tls(
                                node.identity.keyManager(), PeerTrust.anyPeer(node::book, node.clock, refusals), true)),
                        Optional.empty()),
                loops,
                router -> {
                    router.get(Doorbell.PATH).handler(doorbell);
                    peerServer.mount(router);
                }));
        this.clients = started(Listener.start(
                node.vertx,
                new ListenerOptions(
                        "client",
                        configuration.client().bind(),
                        configuration.client().port(),
                        Optional.of(
                                new ListenerOptions.Tls(node.identity.keyManager(), new AnyClientCertificate(), false)),
                        Optional.empty()),
                loops,
                clientServer::mount));
        this.plain = plainListener.map(asked -> started(Listener.start(
                node.vertx,
                new ListenerOptions("plain", asked.bind(), asked.port(), Optional.empty(), proxyHeader(asked)),
                loops,
                clientServer::mount)));
        this.operations = node.operations(this::facts);
        this.operatorApi = OperatorApi.start(
                node.vertx,
                operations,
                control(),
                new OperatorApiOptions(
                        node.home, node.secrets.operatorKey(), OperatorApiOptions.MAX_PUBLISH_BYTES, node.clock));
        node.agreements.watch(configuration.reloadEvery());
        Doorbells doorbells = new Doorbells(node.vertx, node.exchange, node.clock);
        this.schedule = new FollowSchedule(node.exchange, doorbells, node::book, node.clock, node.random);
        schedule.start();
        LOG.info(
                "{} serves: clients at {}, peers at {}",
                configuration.organisation().name(),
                discoveryUrl(),
                peerUrl());
        operations.status().restored().ifPresent(what -> LOG.warn("the store was restored {}", what));
        this.statusSweep = node.vertx.setPeriodic(STATUS_SWEEP_MILLIS, tick -> forgetWhatIsOld());
        this.keystoreLook = node.vertx.setPeriodic(
                Math.max(1, configuration.reloadEvery().toMillis()),
                tick -> doorbellWorkers.executeBlocking(
                        () -> {
                            node.lookAtKeystore();
                            return true;
                        },
                        false));
        int maxPending =
                configuration.limits().workerThreads() + configuration.limits().waitingRequests();
        this.monitoring = configuration
                .metrics()
                .map(where -> started(Monitoring.start(
                        node.vertx,
                        where,
                        new Watched(
                                Version.NUMBER,
                                node.store,
                                node.intake.counts(),
                                node.validity.noted(),
                                node.quarantine,
                                node.release.counts(),
                                refusals,
                                node.exchange,
                                doorbell,
                                doorbells,
                                node.agreements,
                                node.identity,
                                List.of(
                                        new MeteredServer(
                                                "client",
                                                configuration.client().bind(),
                                                clients.port(),
                                                clientServer,
                                                clientMeter,
                                                maxPending),
                                        new MeteredServer(
                                                "peer",
                                                configuration.peer().bind(),
                                                peers.port(),
                                                peerServer,
                                                peerMeter,
                                                maxPending)),
                                node.intake.disk(),
                                node.clock))));
        monitoring.ifPresent(it -> LOG.info("metrics, health and readiness at port {}", it.port()));
    }

    /**
     * Serves the node in {@code home}; returns once every listener listens.
     *
     * @param keystores where its keystore comes from
     * @param plain a plain listener on loopback beside what the configuration says
     * @param onStopAsked run when the operator asks the process to stop
     */
    static ServingNode start(
            NodeHome home,
            Vertx vertx,
            OpenedKeystore.Source keystores,
            Optional<PlainListener> plain,
            Runnable onStopAsked)
            throws IOException, GeneralSecurityException, MistakesException {
        Node node = Node.open(home, vertx, keystores);
        try {
            return new ServingNode(node, plain.or(node.configuration::plain), onStopAsked);
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    String discoveryUrl() {
        return node.clientBaseUrl(clients.port()) + "/taxii2/";
    }

    /** Where this machine reaches the clients' listener. */
    InetSocketAddress clientAddress() {
        InetSocketAddress bound =
                new InetSocketAddress(node.configuration.client().bind(), clients.port());
        return bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), clients.port())
                : bound;
    }

    String peerUrl() {
        return node.peerBaseUrl(peers.port());
    }

    Optional<String> plainDiscoveryUrl() {
        return plain.map(listener -> "http://127.0.0.1:" + listener.port() + "/taxii2/");
    }

    Operations operations() {
        return operations;
    }

    private NodeFacts facts() {
        return new NodeFacts(
                node.configuration.organisation().name(),
                Optional.of(startedAt.toString()),
                Optional.of(discoveryUrl()),
                Optional.of(peerUrl()),
                node.rootUrl(clients.port()),
                node.identity.fingerprint().pin(),
                node.identity.certificate().getNotAfter().toInstant().toString());
    }

    private NodeControl control() {
        return new NodeControl() {
            @Override
            public void stop() {
                onStopAsked.run();
            }

            @Override
            public NodeConfiguration configuration() {
                return node.configuration;
            }
        };
    }

    private TaxiiRoadOptions roadOptions() {
        NodeConfiguration configuration = node.configuration;
        return new TaxiiRoadOptions(
                configuration.organisation().name(),
                Optional.of("Tidings node of " + configuration.organisation().name()),
                configuration.organisation().contacts().stream()
                        .findFirst()
                        .flatMap(contact -> contact.email().or(() -> Optional.of(contact.name()))),
                configuration.apiRoot(),
                configuration.limits().maxContentLength());
    }

    private TaxiiServerOptions serverOptions(String name, Optional<URI> publicUrl) throws IOException {
        Duration stall = node.configuration.limits().stallTimeout();
        TaxiiServerOptions options = TaxiiServerOptions.standard(
                        CursorKey.of(node.secrets.cursorKey().bytes()), node.home.run())
                .withRealm(node.configuration.organisation().name())
                .withWorkers(new WorkerBounds(
                        "taxii-" + name,
                        node.configuration.limits().workerThreads(),
                        node.configuration.limits().waitingRequests(),
                        RETRY_AFTER))
                .withBodies(new BodyBounds(node.home.run(), IN_MEMORY_BODY, IN_MEMORY_BODIES, stall))
                .withReplies(new ReplyBounds(node.configuration.limits().replyMemoryBytes(), stall));
        return publicUrl.map(options::withPublicBaseUrl).orElse(options);
    }

    private void forgetWhatIsOld() {
        forgetOldStatuses();
        doorbellWorkers
                .executeBlocking(
                        () -> {
                            node.quarantine.sweep();
                            return true;
                        },
                        false)
                .onFailure(failed -> LOG.warn("what is too old in quarantine could not be removed", failed));
    }

    private void forgetOldStatuses() {
        Instant before = node.clock.instant().minus(node.configuration.statusRetention());
        node.store.removeStatesBefore(Statuses.AREA, before).whenComplete((count, failed) -> {
            if (failed != null) {
                LOG.warn("old statuses could not be removed", failed);
            }
        });
    }

    private static Optional<ListenerOptions.ProxyHeader> proxyHeader(PlainListener plain) {
        if (!plain.trustedProxy()) {
            return Optional.empty();
        }
        return Optional.of(
                plain.clientAddressHeader().equalsIgnoreCase("Forwarded")
                        ? ListenerOptions.ProxyHeader.FORWARDED
                        : ListenerOptions.ProxyHeader.X_FORWARDED);
    }

    private static <T> T started(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Stops in the reverse order of starting: no more work in, what runs ends, what is queued becomes durable. */
    @Override
    public void close() {
        monitoring.ifPresent(Monitoring::stopping);
        node.vertx.cancelTimer(statusSweep);
        node.vertx.cancelTimer(keystoreLook);
        schedule.close();
        operatorApi.close();
        started(Future.join(clientServer.close(), peerServer.close()));
        plain.ifPresent(listener -> started(listener.close()));
        started(clients.close());
        started(peers.close());
        started(doorbellWorkers.close());
        monitoring.ifPresent(it -> started(it.close()));
        node.close();
        LOG.info("stopped in order");
    }
}
