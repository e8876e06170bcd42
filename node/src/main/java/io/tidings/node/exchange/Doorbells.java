package io.tidings.node.exchange;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.doorbell.Doorbell;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at the doorbells of the peers followed. A server that has none, or one that cannot be reached, is tried again
 * after a while: the doorbell only makes following prompt.
 */
public final class Doorbells implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorbells.class);
    private static final long RETRY_MILLIS = 3_000;
    private static final long RETRY_WHERE_THERE_IS_NONE_MILLIS = 600_000;
    private static final int LONGEST_LINE = 4_096;
    private static final int SILENCE_SECONDS = 60;

    private final Vertx vertx;
    private final Exchange exchange;
    private final Clock clock;
    private final Map<Key, Listening> listening = new ConcurrentHashMap<>();
    private final AtomicInteger connected = new AtomicInteger();
    private volatile boolean closed;

    /** With our certificate: a new one takes a new connection, since the open one speaks for the old. */
    private record Key(String peer, String server, String ownCertificate) {}

    public Doorbells(Vertx vertx, Exchange exchange, Clock clock) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** Sees to it that {@code onRing} is called when the peer rings for the collection followed; may be repeated. */
    void listen(Peer peer, Follow follow, Runnable onRing) {
        if (closed) {
            return;
        }
        URI server = follow.apiRoot().resolve(Doorbell.PATH);
        listening
                .computeIfAbsent(key(peer, server), key -> new Listening(peer, server))
                .onRing
                .put(FollowKey.of(peer, follow), onRing);
    }

    /** At how many doorbells this node listens now. */
    public int connected() {
        return connected.get();
    }

    /** Ends listening to those who are followed no more. */
    void retain(AgreementBook book) {
        Set<Key> wanted = new HashSet<>();
        for (Peer peer : book.peers()) {
            peer.follows()
                    .forEach(follow -> wanted.add(key(peer, follow.apiRoot().resolve(Doorbell.PATH))));
        }
        listening.entrySet().removeIf(entry -> {
            if (wanted.contains(entry.getKey())) {
                return false;
            }
            entry.getValue().end();
            return true;
        });
    }

    private Key key(Peer peer, URI server) {
        return new Key(peer.name(), server.toString(), exchange.clients().ownCertificate());
    }

    @Override
    public void close() {
        closed = true;
        listening.values().forEach(Listening::end);
        listening.clear();
    }

    /** A connection to one doorbell, made again whenever it breaks. */
    private final class Listening {
        private final String peer;
        private final URI server;
        private final HttpClient client;
        private final Map<FollowKey, Runnable> onRing = new ConcurrentHashMap<>();
        private volatile boolean ended;

        Listening(Peer peer, URI server) {
            this.peer = peer.name();
            this.server = server;
            HttpClientOptions options =
                    new HttpClientOptions().setIdleTimeout(SILENCE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
            exchange.clients().tls(peer).applyTo(options, clock, true);
            // One long reply: HTTP/1.1, so that an idle connection is seen as such.
            options.setProtocolVersion(HttpVersion.HTTP_1_1).setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
            this.client = vertx.createHttpClient(options);
            connect();
        }

        private void connect() {
            if (ended) {
                return;
            }
            boolean tls = "https".equals(server.getScheme());
            client.request(new RequestOptions()
                            .setMethod(HttpMethod.GET)
                            .setHost(server.getHost())
                            .setPort(server.getPort() < 0 ? (tls ? 443 : 80) : server.getPort())
                            .setSsl(tls)
                            .setURI(server.getRawPath())
                            .putHeader("accept", "text/event-stream"))
                    .compose(request -> request.send())
                    .onSuccess(this::read)
                    .onFailure(failed -> {
                        LOG.debug("no doorbell at {}: {}", server, failed.getMessage());
                        again(RETRY_MILLIS);
                    });
        }

        private void read(HttpClientResponse response) {
            noteCertificate(response);
            if (response.statusCode() != 200) {
                response.request().reset();
                again(response.statusCode() == 404 ? RETRY_WHERE_THERE_IS_NONE_MILLIS : RETRY_MILLIS);
                return;
            }
            connected.incrementAndGet();
            // What was added while nobody listened is not rung for again.
            ring("");
            RecordParser lines = RecordParser.newDelimited("\n").maxRecordSize(LONGEST_LINE);
            lines.handler(line -> {
                String text = line.toString();
                if (text.startsWith("data:")) {
                    ring(text.substring("data:".length()).strip());
                }
            });
            lines.exceptionHandler(tooLong -> response.request().reset());
            response.handler(lines);
            response.exceptionHandler(broken -> LOG.debug("the doorbell at {} broke off", server, broken));
            response.end().onComplete(over -> {
                connected.decrementAndGet();
                again(RETRY_MILLIS);
            });
        }

        private void noteCertificate(HttpClientResponse response) {
            try {
                if (response.request().connection().peerCertificates().get(0) instanceof X509Certificate shown) {
                    exchange.peerShowed(peer, shown);
                }
            } catch (SSLPeerUnverifiedException plain) {
                LOG.debug("{} is not spoken to over TLS", server);
            }
        }

        /** Rings for the collection named, for those followed by another name, or for all. */
        private void ring(String collection) {
            onRing.forEach((key, action) -> {
                boolean named = key.collection().length() == 36;
                if (collection.isEmpty() || !named || key.collection().equals(collection)) {
                    action.run();
                }
            });
        }

        private void again(long afterMillis) {
            if (!ended) {
                vertx.setTimer(afterMillis, timer -> connect());
            }
        }

        void end() {
            ended = true;
            client.close();
        }
    }
}
