package io.tidings.node.metrics;

import io.tidings.node.listener.Listener;
import io.tidings.node.listener.ListenerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener for those who watch the node: {@code /metrics}, {@code /health}, {@code /ready}. Plain HTTP without a
 * login, since it holds no secret; it names peers and collections.
 */
public final class Monitoring {
    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1");
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    // A store that hangs holds one of them for each of the two looks at it.
    private static final int WORKERS = 4;
    private static final int SCRAPES_AT_ONCE = 2;

    private final WorkerExecutor workers;
    private final Watched watched;
    private final AtomicInteger scrapes = new AtomicInteger();
    private Optional<Prometheus> prometheus = Optional.empty(); // guarded by this
    private Optional<Listener> listener = Optional.empty(); // set before anyone else sees this
    private volatile boolean stopping;

    private Monitoring(Vertx vertx, Watched watched) {
        this.workers = vertx.createSharedWorkerExecutor("metrics", WORKERS);
        this.watched = watched;
    }

    /** Begins to listen; the node should be up by then. */
    public static Future<Monitoring> start(Vertx vertx, io.tidings.node.config.Listener where, Watched watched) {
        if (!LOOPBACK.contains(where.bind())) {
            LOG.warn(
                    "the metrics listener is on {} without TLS or login: whoever reaches it reads peers' names",
                    where.bind());
        }
        Monitoring monitoring = new Monitoring(vertx, watched);
        return Listener.start(
                        vertx,
                        new ListenerOptions("metrics", where.bind(), where.port(), Optional.empty(), Optional.empty()),
                        1,
                        router -> monitoring.mount(router, LOOPBACK.contains(where.bind())))
                .map(started -> {
                    monitoring.listener = Optional.of(started);
                    return monitoring;
                })
                .onFailure(failed -> monitoring.workers.close());
    }

    private void mount(Router router, boolean onLoopback) {
        Probes probes = new Probes(watched);
        if (onLoopback) {
            router.route().handler(Monitoring::refuseOtherNames);
        }
        router.get("/metrics").handler(this::scrape);
        router.get("/health").handler(new HealthEndpoint(probes.ofLife(), workers, Optional::empty));
        router.get("/ready")
                .handler(new HealthEndpoint(
                        probes.ofReadiness(),
                        workers,
                        () -> Optional.of("the node is stopping").filter(text -> stopping)));
    }

    /** A web page whose name was made to point here would come under that name. */
    private static void refuseOtherNames(RoutingContext ctx) {
        HostAndPort authority = ctx.request().authority();
        if (authority == null || !LOOPBACK_NAMES.contains(authority.host())) {
            ctx.response().setStatusCode(403).end("this listener answers to 127.0.0.1 and localhost only\n");
        } else {
            ctx.next();
        }
    }

    private void scrape(RoutingContext ctx) {
        if (scrapes.incrementAndGet() > SCRAPES_AT_ONCE) {
            scrapes.decrementAndGet();
            ctx.response().setStatusCode(503).putHeader("Retry-After", "1").end("too many scrapes at once\n");
            return;
        }
        workers.executeBlocking(() -> prometheus().scrape(), false)
                .onComplete(done -> scrapes.decrementAndGet())
                .onSuccess(text -> ctx.response()
                        .putHeader("Content-Type", Prometheus.MEDIA_TYPE)
                        .end(text))
                .onFailure(failed -> {
                    LOG.error("the numbers could not be collected", failed);
                    ctx.response().setStatusCode(500).end("the numbers could not be collected; see the log\n");
                });
    }

    private synchronized Prometheus prometheus() {
        Prometheus made = prometheus.orElseGet(() -> new Prometheus(watched.sources()));
        prometheus = Optional.of(made);
        return made;
    }

    /** The port it listens on. */
    public int port() {
        return listener.map(Listener::port).orElse(0);
    }

    /** From now on the node is not ready. */
    public void stopping() {
        stopping = true;
    }

    /** Stops listening. */
    public Future<Void> close() {
        return listener.map(Listener::close)
                .orElse(Future.succeededFuture())
                .eventually(workers::close)
                .onComplete(done -> forget());
    }

    private synchronized void forget() {
        prometheus.ifPresent(Prometheus::close);
        prometheus = Optional.empty();
    }
}
