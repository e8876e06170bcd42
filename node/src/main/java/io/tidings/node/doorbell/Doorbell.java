package io.tidings.node.doorbell;

import io.tidings.node.agreement.Principal;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.release.Release;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.taxii.server.backend.Credentials;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /doorbell/} on the peers' listener: one event for each collection that has something new for the
 * peer, {@code data:} being the collection's id.
 *
 * <p>It rings only for entries that the peer may see: a ring for others would tell that they exist (I-5). Whether the
 * peer still may listen is asked again at every look.
 */
public final class Doorbell implements Handler<RoutingContext> {
    /** Where it hangs. */
    public static final String PATH = "/doorbell/";

    private static final Logger LOG = LoggerFactory.getLogger(Doorbell.class);
    private static final int MOST_LISTENERS = 256;
    /** A peer needs one, and another while it does not know yet that the first is gone. */
    private static final int MOST_OF_ONE = 4;

    private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 100;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final Store store;
    private final Release release;
    private final Recognition recognition;
    private final long lookEveryMillis;
    private final AtomicInteger listeners = new AtomicInteger();
    private final Map<String, Integer> byPrincipal = new ConcurrentHashMap<>();

    public Doorbell(
            Vertx vertx,
            WorkerExecutor workers,
            Store store,
            Release release,
            Recognition recognition,
            long lookEveryMillis) {
        this.vertx = vertx;
        this.workers = workers;
        this.store = store;
        this.release = release;
        this.recognition = recognition;
        this.lookEveryMillis = lookEveryMillis;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Credentials credentials = credentials(ctx);
        workers.executeBlocking(() -> recognition.recognise(credentials), false)
                .onSuccess(principal -> principal.ifPresentOrElse(
                        known -> listen(ctx, credentials, known),
                        () -> ctx.response().setStatusCode(401).end()))
                .onFailure(failed -> ctx.response().setStatusCode(503).end());
    }

    /** How many listen now. */
    public int listeners() {
        return listeners.get();
    }

    private void listen(RoutingContext ctx, Credentials credentials, Principal principal) {
        if (!enter(principal.name())) {
            ctx.response().setStatusCode(503).putHeader("Retry-After", "60").end();
            return;
        }
        HttpServerResponse response = ctx.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        new Listener(response, credentials, principal).start();
        response.write(": tidings\n\n"); // whoever reads it will hear of whatever comes from then on
        LOG.debug("{} listens at the doorbell", principal.name());
    }

    private boolean enter(String principal) {
        boolean ofOne = byPrincipal.merge(principal, 1, Integer::sum) <= MOST_OF_ONE;
        boolean ofAll = listeners.incrementAndGet() <= MOST_LISTENERS;
        if (!ofOne || !ofAll) {
            leave(principal);
        }
        return ofOne && ofAll;
    }

    private void leave(String principal) {
        listeners.decrementAndGet();
        byPrincipal.merge(principal, -1, Integer::sum);
        byPrincipal.remove(principal, 0);
    }

    private static Credentials credentials(RoutingContext ctx) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : ctx.request().connection().peerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
        } catch (SSLPeerUnverifiedException none) {
            chain.clear();
        }
        return new Credentials(
                new Credentials.Scheme.None(),
                chain,
                ctx.request().remoteAddress().hostAddress());
    }

    /** One peer that listens. Its fields belong to the request's context. */
    private final class Listener {
        private final HttpServerResponse response;
        private final Credentials credentials;
        private final String name;
        private final Map<UUID, Long> heardUpTo = new HashMap<>();
        private Principal principal;
        private long timer;
        private int quietLooks;
        private boolean looking;
        private boolean gone;

        Listener(HttpServerResponse response, Credentials credentials, Principal principal) {
            this.response = response;
            this.credentials = credentials;
            this.principal = principal;
            this.name = principal.name();
        }

        void start() {
            for (StoredCollection collection : store.collections()) {
                heardUpTo.put(collection.id(), store.lastAdded(collection.id()));
            }
            timer = vertx.setPeriodic(lookEveryMillis, tick -> look());
            response.closeHandler(closed -> stop());
            response.exceptionHandler(broken -> stop());
        }

        private void stop() {
            if (!gone) {
                gone = true;
                vertx.cancelTimer(timer);
                leave(name);
            }
        }

        private void look() {
            quietLooks++;
            boolean signOfLife = quietLooks >= LOOKS_BETWEEN_SIGNS_OF_LIFE;
            if (looking || gone || !signOfLife && !somethingMoved()) {
                return;
            }
            looking = true;
            quietLooks = 0;
            workers.executeBlocking(this::rings, false).onComplete(done -> {
                looking = false;
                if (gone) {
                    return;
                }
                // Who does not take what was rung so far would have it kept in memory without end.
                if (done.failed() || done.result().isEmpty() || response.writeQueueFull()) {
                    stop();
                    response.end();
                    return;
                }
                List<UUID> rings = done.result().get();
                rings.forEach(id -> response.write("data: " + id + "\n\n"));
                if (rings.isEmpty() && signOfLife) {
                    response.write(":\n\n");
                }
            });
        }

        private boolean somethingMoved() {
            for (StoredCollection collection : store.collections()) {
                if (store.lastAdded(collection.id()) > heardUpTo.getOrDefault(collection.id(), 0L)) {
                    return true;
                }
            }
            return false;
        }

        /** On a worker: what to ring for; empty if the peer may not listen any more. */
        private Optional<List<UUID>> rings() {
            Optional<Principal> still = recognition.recognise(credentials);
            if (still.isEmpty()) {
                return Optional.empty();
            }
            principal = still.get();
            List<UUID> rings = new ArrayList<>();
            for (StoredCollection collection : store.collections()) {
                long last = store.lastAdded(collection.id());
                long heard = heardUpTo.getOrDefault(collection.id(), 0L);
                if (last > heard) {
                    if (release.hasAnythingAfter(principal, collection, heard)) {
                        rings.add(collection.id());
                    }
                    heardUpTo.put(collection.id(), last);
                }
            }
            return Optional.of(rings);
        }
    }
}
