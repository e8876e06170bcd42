package io.tidings.node.listener;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A port on which the node answers. */
public final class Listener {
    private static final int ATTEMPTS_AT_A_FREE_PORT = 5;
    private static final int IDLE_SECONDS = 120;
    private static final int LONGEST_REQUEST_LINE = 64 << 10;
    private static final int LONGEST_HEADERS = 64 << 10;
    private static final int COMPRESSION_THRESHOLD = 1_024;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int MOST_CONNECTIONS = 2_048;
    private static final long LOOK_MILLIS = 5_000;

    // What HTTP/2 would let one connection do: streams at once, streams given up in a while (CVE-2023-44487), frames
    // that
    // carry a header on without end (CVE-2024-27316).
    private static final int STREAMS = 100;
    private static final int RESETS = 200;
    private static final int RESETS_SECONDS = 30;
    private static final int SMALL_CONTINUATIONS = 16;

    // RFC 7540 Appendix A lists the suites of TLS 1.2 that shall not be taken (T-173): these are none of them.
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Vertx vertx;
    private final List<String> deployments;
    private final List<Loop> loops;
    private final int port;

    private Listener(Vertx vertx, List<String> deployments, List<Loop> loops, int port) {
        this.vertx = vertx;
        this.loops = List.copyOf(loops);
        this.deployments = List.copyOf(deployments);
        this.port = port;
    }

    /**
     * Begins to listen.
     *
     * @param routes mounts what is answered; called once for each event loop
     */
    public static Future<Listener> start(
            Vertx vertx, ListenerOptions options, int eventLoops, Consumer<Router> routes) {
        return start(vertx, options, eventLoops, routes, options.port() == 0 ? ATTEMPTS_AT_A_FREE_PORT : 1);
    }

    private static Future<Listener> start(
            Vertx vertx, ListenerOptions options, int eventLoops, Consumer<Router> routes, int attempts) {
        int port = options.port() == 0 ? freePort(options.bind()) : options.port();
        List<String> deployments = new ArrayList<>();
        List<Loop> loops = new ArrayList<>();
        Connections.Places places = new Connections.Places(MOST_CONNECTIONS);
        Future<Void> all = Future.succeededFuture();
        for (int i = 0; i < eventLoops; i++) {
            Loop loop = new Loop(options, port, routes, new Connections(places));
            loops.add(loop);
            all = all.compose(ready -> vertx.deployVerticle(loop)).map(id -> {
                deployments.add(id);
                return null;
            });
        }
        // Between finding a free port and listening on it, another process may take it.
        return all.map(ready -> new Listener(vertx, deployments, loops, port))
                .recover(failed -> attempts > 1
                        ? start(vertx, options, eventLoops, routes, attempts - 1)
                        : Future.failedFuture(new ListenFailedException(
                                "the " + options.name() + " listener cannot listen on " + options.bind() + ":" + port
                                        + ": " + failed.getMessage()
                                        + "; end the program that has the port, or choose another in tidings.yaml",
                                failed)));
    }

    // Asked of the system beforehand: event loops can share a port only under its number.
    private static int freePort(String bind) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(bind))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("no free port on " + bind, none);
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /**
     * Ends those connections at once that {@code which} names, which is asked on their event loops. From any thread; complete
     * when they are ended.
     */
    public Future<Void> disconnect(Predicate<HttpConnection> which) {
        return Future.join(loops.stream().map(loop -> loop.disconnect(which)).toList())
                .mapEmpty();
    }

    /** Takes no more connections and closes those there are. */
    public Future<Void> close() {
        return Future.join(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    private static HttpServerOptions httpOptions(ListenerOptions options, int port) {
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.bind())
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setTcpKeepAlive(true)
                // With it, a connection without TLS is nobody's until its first whole request.
                .setHttp2ClearTextEnabled(false)
                .setInitialSettings(
                        new Http2Settings().setMaxConcurrentStreams(STREAMS).setMaxHeaderListSize(LONGEST_HEADERS))
                .setHttp2RstFloodMaxRstFramePerWindow(RESETS)
                .setHttp2RstFloodWindowDuration(RESETS_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setHttp2MaxSmallContinuationFrames(SMALL_CONTINUATIONS);
        http.getCompression().addGzip(1).setContentSizeThreshold(COMPRESSION_THRESHOLD);
        http.setCompressionSupported(true);
        options.tls().ifPresent(tls -> {
            http.setSsl(true)
                    .setUseAlpn(true)
                    .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                    .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0))
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                    .setKeyCertOptions(KeyCertOptions.wrap(tls.keys()))
                    .setTrustOptions(TrustOptions.wrap(tls.trust()))
                    .setClientAuth(tls.demandsCertificate() ? ClientAuth.REQUIRED : ClientAuth.REQUEST);
            SUITES.forEach(http::addEnabledCipherSuite);
        });
        return http;
    }

    /** One event loop's share of the port. */
    private static final class Loop extends AbstractVerticle {
        private final ListenerOptions options;
        private final int port;
        private final Consumer<Router> routes;
        private final Connections connections;

        Loop(ListenerOptions options, int port, Consumer<Router> routes, Connections connections) {
            this.options = options;
            this.port = port;
            this.routes = routes;
            this.connections = connections;
        }

        Future<Void> disconnect(Predicate<HttpConnection> which) {
            Promise<Void> done = Promise.promise();
            context.runOnContext(now -> {
                try {
                    connections.disconnect(which);
                    done.complete();
                } catch (RuntimeException failed) {
                    done.fail(failed);
                }
            });
            return done.future();
        }

        @Override
        public void start(Promise<Void> started) {
            Router router = Router.router(vertx);
            options.proxyHeader()
                    .ifPresent(header -> router.allowForward(
                            header == ListenerOptions.ProxyHeader.FORWARDED
                                    ? AllowForwardHeaders.FORWARD
                                    : AllowForwardHeaders.X_FORWARD));
            router.route().order(Integer.MIN_VALUE).handler(connections::asked);
            routes.accept(router);
            vertx.setPeriodic(LOOK_MILLIS, tick -> connections.look());
            HttpServer server = vertx.createHttpServer(httpOptions(options, port));
            server.connectionHandler(connections::opened)
                    .requestHandler(router)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
