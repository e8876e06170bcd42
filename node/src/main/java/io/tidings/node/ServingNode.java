package io.tidings.node;

import io.tidings.node.agreement.AnyClientCertificate;
import io.tidings.node.agreement.PeerTrust;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.agreement.Refusals;
import io.tidings.node.agreement.ScryptHash;
import io.tidings.node.alert.Alerts;
import io.tidings.node.alert.Conditions;
import io.tidings.node.alert.Webhook;
import io.tidings.node.api.NodeControl;
import io.tidings.node.api.OperatorApi;
import io.tidings.node.api.OperatorApiOptions;
import io.tidings.node.audit.AgreementTrail;
import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.Kind;
import io.tidings.node.audit.RefusedAttempts;
import io.tidings.node.chance.RandomUuids;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.config.Oversight;
import io.tidings.node.config.PlainListener;
import io.tidings.node.contentpackage.PackageFolders;
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
import io.tidings.node.recall.RecallDoor;
import io.tidings.node.taxii.Access;
import io.tidings.node.taxii.Statuses;
import io.tidings.node.taxii.TaxiiRoad;
import io.tidings.node.yaml.MistakesException;
import io.tidings.taxii.server.TaxiiServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that answers: the parts of {@link Node}, its listeners, its schedule of follows, its operator's API. */
final class ServingNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingNode.class);
    private static final long DOORBELL_LOOK_MILLIS = 100;
    private static final int DOORBELL_WORKERS = 2;
    private static final long WEBHOOK_WAIT_MILLIS = 1_000;
    private static final Duration JOURNAL_EVERY = Duration.ofSeconds(1);
    private static final Duration ALERTS_EVERY = Duration.ofSeconds(10);

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
    private final RefusedAttempts refused;
    private final Optional<Webhook> webhook;
    private final Alerts alerts;
    private final PackageFolders packageFolders;
    private final Upkeep upkeep;

    private ServingNode(Node node, Optional<PlainListener> plainListener, Runnable onStopAsked)
            throws IOException, GeneralSecurityException {
        this.node = node;
        this.onStopAsked = onStopAsked;
        this.startedAt = node.clock.instant();
        NodeConfiguration configuration = node.configuration;
        ServerOptions options = new ServerOptions(node);
        Refusals refusals = new Refusals(node.clock);
        this.refused = new RefusedAttempts(node.audit, node.clock);
        refusals.onRefusal(refused);
        Recognition recognition = new Recognition(
                node::book, new ScryptHash(node.random), node.clock, node.random, refusals, node.cutOff);
        node.agreements.onChange(book -> recognition.forget());
        TaxiiRoad road = new TaxiiRoad(
                node.store,
                new TaxiiRoad.Doors(node.intake, node.release),
                new Access(recognition, node::book, node.quotas),
                new Statuses(node.store, new RandomUuids(node.random)),
                node.clock,
                options.road());
        RequestMeter clientMeter = new RequestMeter();
        RequestMeter peerMeter = new RequestMeter();
        this.clientServer =
                TaxiiServer.create(node.vertx, road, options.taxiiForClients().withObserver(clientMeter));
        this.peerServer =
                TaxiiServer.create(node.vertx, road, options.taxiiForPeers().withObserver(peerMeter));
        this.doorbellWorkers = node.vertx.createSharedWorkerExecutor("doorbell", DOORBELL_WORKERS);
        Doorbell doorbell =
                new Doorbell(node.vertx, doorbellWorkers, node.store, node.release, recognition, DOORBELL_LOOK_MILLIS);
        RecallDoor recallDoor = new RecallDoor(doorbellWorkers, node.recalls, recognition, node.quotas);
        int loops = Runtime.getRuntime().availableProcessors();
        this.peers = started(Listener.start(
                node.vertx,
                options.forPeers(new ListenerOptions.Tls(
                        node.identity.keyManager(),
                        PeerTrust.anyPeer(node::book, node.clock, refusals, node.cutOff),
                        true)),
                loops,
                router -> {
                    router.get(Doorbell.PATH).handler(doorbell);
                    router.post(RecallDoor.PATH).handler(recallDoor::admit);
                    router.post(RecallDoor.PATH)
                            .handler(BodyHandler.create(false).setBodyLimit(RecallDoor.MOST_BYTES))
                            .handler(recallDoor)
                            .failureHandler(RecallDoor::fail);
                    peerServer.mount(router);
                }));
        this.clients = started(Listener.start(
                node.vertx,
                options.forClients(
                        new ListenerOptions.Tls(node.identity.keyManager(), new AnyClientCertificate(), false)),
                loops,
                clientServer::mount));
        this.plain = plainListener.map(
                asked -> started(Listener.start(node.vertx, ServerOptions.plain(asked), loops, clientServer::mount)));
        node.cutOff.onCut(() -> disconnect(recognition));
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
        this.packageFolders = new PackageFolders(
                node.packages,
                operations.packages(),
                configuration.packages().inboxes(),
                configuration.packages().outboxes(),
                node.clock);
        packageFolders.start();
        this.webhook = webhook();
        this.alerts = new Alerts(conditions()::look, alert -> webhook.ifPresent(it -> it.accept(alert)), node.clock);
        node.cutOff.onCut(alerts::lookSoon);
        node.journal.start(JOURNAL_EVERY);
        node.audit.note(AuditEvent.of(Kind.ADMINISTRATION, "started", AuditEvent.NODE)
                .with("version", Version.NUMBER)
                .with("certificate", node.identity.fingerprint().pin())
                .with("agreements", node.book().version())
                .with("files", AgreementTrail.files(node.book()))
                .with("onward", AgreementTrail.onward(node.book()))
                .with("restored", operations.status().restored()));
        alerts.start(ALERTS_EVERY);
        LOG.info(
                "{} serves: clients at {}, peers at {}",
                configuration.organisation().name(),
                discoveryUrl(),
                peerUrl());
        operations.status().restored().ifPresent(what -> LOG.warn("the store was restored {}", what));
        this.upkeep = new Upkeep(node, refused, doorbellWorkers);
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
                                alerts,
                                node.audit,
                                node.recalls,
                                node.packages,
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
        return start(home, vertx, keystores, plain, onStopAsked, Clock.systemUTC());
    }

    /** As above, with a clock of its own. */
    static ServingNode start(
            NodeHome home,
            Vertx vertx,
            OpenedKeystore.Source keystores,
            Optional<PlainListener> plain,
            Runnable onStopAsked,
            Clock clock)
            throws IOException, GeneralSecurityException, MistakesException {
        Node node = Node.open(home, vertx, keystores, clock);
        try {
            return new ServingNode(node, plain.or(node.configuration::plain), onStopAsked);
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    // On the listeners' event loops, which own the connections; a cut returns when they are ended.
    private void disconnect(Recognition recognition) {
        List<Future<Void>> ended = Stream.concat(Stream.of(peers, clients), plain.stream())
                .map(listener -> listener.disconnect(connection -> recognition.isCutOff(certificates(connection))))
                .toList();
        try {
            started(Future.join(ended));
        } catch (RuntimeException failed) {
            LOG.error("a connection to someone cut off could not be ended at once", failed);
        }
    }

    private static List<X509Certificate> certificates(HttpConnection connection) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            if (connection.isSsl()) {
                connection.peerCertificates().forEach(each -> chain.add((X509Certificate) each));
            }
        } catch (SSLPeerUnverifiedException none) {
            chain.clear();
        }
        return chain;
    }

    private Optional<Webhook> webhook() throws IOException {
        Oversight.Alerts settings = node.configuration.oversight().alerts();
        if (settings.webhook().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Webhook(
                node.vertx,
                new Webhook.Target(
                        settings.webhook().get(),
                        settings.webhookPin(),
                        node.secrets.webhookKey(),
                        WEBHOOK_WAIT_MILLIS),
                node.configuration.organisation().name(),
                node.clock,
                new RandomUuids(node.random)));
    }

    private Conditions conditions() {
        return new Conditions(
                node.configuration.oversight().alerts(),
                node.exchange,
                node::book,
                node.identity,
                node.cutOff,
                node.quarantine,
                node.audit,
                node.recalls,
                node::unsigned,
                node.packages::pressing,
                node.home.data(),
                node.configuration.limits().diskFloorBytes(),
                startedAt,
                node.clock);
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
        upkeep.close();
        alerts.close();
        packageFolders.close();
        schedule.close();
        operatorApi.close();
        started(Future.join(clientServer.close(), peerServer.close()));
        plain.ifPresent(listener -> started(listener.close()));
        started(clients.close());
        started(peers.close());
        started(doorbellWorkers.close());
        monitoring.ifPresent(it -> started(it.close()));
        webhook.ifPresent(Webhook::close);
        refused.sums();
        node.audit.note(AuditEvent.of(Kind.ADMINISTRATION, "stopped", AuditEvent.NODE));
        node.close();
        LOG.info("stopped in order");
    }
}
