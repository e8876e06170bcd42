package io.tidings.taxii.server.transport;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.atomic.AtomicLong;

/** How an exchange ends that did not go as it should. */
final class Connections {
    /** What a client may still send of a body nobody wants, before it is cut off. */
    private static final long MOST_LEFT_OVER = 16L << 20;

    private static final long HTTP_2_CANCEL = 8;

    private Connections() {}

    /** Ends an exchange at once: HTTP/2 can drop one stream, HTTP/1.1 only the connection. */
    static void abort(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(HTTP_2_CANCEL);
        } else {
            request.connection().close();
        }
    }

    /**
     * Lets a client finish sending after it got its answer: many read it only then, and a connection closed under them
     * would take the answer with it.
     */
    static void discardRest(Vertx vertx, HttpServerRequest request, long millis) {
        if (request.isEnded()) {
            return;
        }
        AtomicLong left = new AtomicLong(MOST_LEFT_OVER);
        long timer = vertx.setTimer(millis, late -> abort(request));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(bytes -> {
            if (left.addAndGet(-bytes.length()) < 0) {
                vertx.cancelTimer(timer);
                abort(request);
            }
        });
        request.resume();
    }
}
