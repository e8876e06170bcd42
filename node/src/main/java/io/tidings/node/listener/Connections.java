package io.tidings.node.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One event loop's connections: not more than there may be, nobody with so many that others find none, and none that is
 * open without asking for anything.
 *
 * <p>An idle timeout of the transport does not see the latter: a client that sends a byte of a header now and then is
 * never idle. Only from its event loop.
 */
final class Connections {
    /** Looks without a whole request after which a new connection is closed, and one that has asked before. */
    static final int LOOKS_BEFORE_THE_FIRST = 6;

    static final int LOOKS_BETWEEN_REQUESTS = 24;

    private final Places places;
    private final Map<HttpConnection, Use> uses = new HashMap<>();

    /**
     * Of all event loops of a listener. Whoever has some gets another only while no fewer than it then has stay free for
     * others: one alone has up to a half, two up to a third each. Thread-safe.
     */
    static final class Places {
        private final int most;
        private final Map<String, Integer> taken = new HashMap<>(); // guarded by this; nobody with none is in it
        private int open; // guarded by this

        Places(int most) {
            this.most = most;
        }

        synchronized boolean take(String who) {
            int own = taken.getOrDefault(who, 0) + 1;
            if (open >= most || own > 1 && own > most - open - 1) {
                return false;
            }
            open++;
            taken.put(who, own);
            return true;
        }

        synchronized void giveBack(String who) {
            open--;
            int left = taken.getOrDefault(who, 0) - 1;
            if (left > 0) {
                taken.put(who, left);
            } else {
                taken.remove(who);
            }
        }

        synchronized int open() {
            return open;
        }
    }

    /** What a connection is used for. */
    private static final class Use {
        private int requests;
        private int quietLooks;
        private int patience = LOOKS_BEFORE_THE_FIRST;
    }

    /** @param places of all event loops of the listener */
    Connections(Places places) {
        this.places = places;
    }

    void opened(HttpConnection connection) {
        String who = who(connection);
        if (!places.take(who)) {
            connection.close();
            return;
        }
        uses.put(connection, new Use());
        connection.closeHandler(closed -> {
            if (uses.remove(connection) != null) {
                places.giveBack(who);
            }
        });
    }

    /** By certificate, else by address. */
    private static String who(HttpConnection connection) {
        try {
            if (connection.isSsl()) {
                byte[] certificate = connection.peerCertificates().get(0).getEncoded();
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
            }
        } catch (SSLPeerUnverifiedException | CertificateEncodingException none) {
            // then by address
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        return String.valueOf(connection.remoteAddress().hostAddress());
    }

    /** To be mounted before anything that answers. */
    void asked(RoutingContext ctx) {
        Use use = uses.get(ctx.request().connection());
        if (use != null) {
            use.requests++;
            use.patience = LOOKS_BETWEEN_REQUESTS;
            ctx.addEndHandler(answered -> {
                use.requests--;
                use.quietLooks = 0;
            });
        }
        ctx.next();
    }

    /** Ends connections at once: what was on its way to or from them is not waited for. */
    void disconnect(Predicate<HttpConnection> which) {
        List.copyOf(uses.keySet()).stream().filter(which).forEach(Connections::abort);
    }

    // close() would first tell the other side, and wait for what it has not taken yet: someone who reads slowly would
    // get
    // more for seconds. Vert.x has no public way to end a connection at once.
    private static void abort(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            Channel channel = server.channelHandlerContext().channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.voidPromise());
        } else {
            connection.close();
        }
    }

    /** To be called at even intervals. */
    void look() {
        List<HttpConnection> tooQuiet = new ArrayList<>();
        uses.forEach((connection, use) -> {
            if (use.requests == 0 && ++use.quietLooks > use.patience) {
                tooQuiet.add(connection);
            }
        });
        tooQuiet.forEach(HttpConnection::close);
    }
}
