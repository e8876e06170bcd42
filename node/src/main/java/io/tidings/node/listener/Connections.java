package io.tidings.node.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One event loop's connections: not more than there may be, and none that is open without asking for anything.
 *
 * <p>An idle timeout of the transport does not see the latter: a client that sends a byte of a header now and then is
 * never idle. Only from its event loop.
 */
final class Connections {
    /** Looks without a whole request after which a new connection is closed, and one that has asked before. */
    static final int LOOKS_BEFORE_THE_FIRST = 6;

    static final int LOOKS_BETWEEN_REQUESTS = 24;

    private final int most;
    private final AtomicInteger open;
    private final Map<HttpConnection, Use> uses = new HashMap<>();

    /** What a connection is used for. */
    private static final class Use {
        private int requests;
        private int quietLooks;
        private int patience = LOOKS_BEFORE_THE_FIRST;
    }

    /** @param open of all event loops of the listener */
    Connections(int most, AtomicInteger open) {
        this.most = most;
        this.open = open;
    }

    void opened(HttpConnection connection) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            connection.close();
            return;
        }
        uses.put(connection, new Use());
        connection.closeHandler(closed -> {
            if (uses.remove(connection) != null) {
                open.decrementAndGet();
            }
        });
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
