package io.tidings.taxii.server.transport;

import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Negotiation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;

/**
 * One answer on its way to the client, no faster than the client takes it, nor much slower than it should. Lives on
 * the connection's event loop.
 */
final class Reply {
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Pieces pieces;
    private final ReplyBounds bounds;
    private final Promise<Void> sent = Promise.promise();
    private final long timer;
    private long taken;
    private long takenBefore;
    private boolean ending;
    private boolean endingBefore;

    private Reply(Vertx vertx, HttpServerRequest request, Answer answer, ReplyBounds bounds) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.pieces = new Pieces(answer.body());
        this.bounds = bounds;
        this.timer = vertx.setPeriodic(bounds.stallTimeout().toMillis(), tick -> checkPace());
    }

    /**
     * @param withBody false for HEAD: the headers alone, as if there were one
     * @return complete when the connection has taken all; failed if it went away, stalled or is too slow
     */
    static Future<Void> send(
            Vertx vertx, HttpServerRequest request, Answer answer, boolean withBody, ReplyBounds bounds) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return Future.failedFuture(new IOException("the client went away"));
        }
        writeHead(response, answer);
        Reply reply = new Reply(vertx, request, answer, bounds);
        // Of HTTP/2 a stream closes as soon as all is written, before that is told: then the end itself says how it
        // went.
        response.closeHandler(gone -> {
            if (!response.ended()) {
                reply.fail(new IOException("the client went away"));
            }
        });
        response.exceptionHandler(reply::fail);
        if (withBody) {
            reply.proceed();
        } else {
            reply.finish(response.end());
        }
        return reply.sent.future();
    }

    private static void writeHead(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status());
        response.putHeader("Content-Type", Negotiation.TAXII_2_1);
        // What one requester may see is nobody else's to keep.
        response.putHeader("Cache-Control", "no-store");
        answer.headers().forEach(header -> response.headers().add(header.name(), header.value()));
        if (answer.status() != 204) {
            response.putHeader("Content-Length", String.valueOf(answer.bodyLength()));
        }
    }

    private void proceed() {
        while (pieces.hasNext()) {
            var piece = pieces.next();
            taken += piece.length();
            if (!pieces.hasNext()) {
                finish(response.end(piece));
                return;
            }
            response.write(piece);
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> proceed());
                return;
            }
        }
        finish(response.end());
    }

    private void finish(Future<Void> end) {
        response.drainHandler(null);
        ending = true;
        end.onSuccess(done -> {
                    vertx.cancelTimer(timer);
                    sent.tryComplete();
                })
                .onFailure(this::fail);
    }

    /** Of the last pieces it is only known when all of them are gone. */
    private void checkPace() {
        boolean slow = ending ? endingBefore : taken - takenBefore < bounds.leastBytesPerStallTimeout();
        if (slow) {
            fail(new IOException("the client takes nothing, or too little"));
            Connections.abort(request);
        }
        takenBefore = taken;
        endingBefore = ending;
    }

    private void fail(Throwable cause) {
        vertx.cancelTimer(timer);
        sent.tryFail(cause);
    }
}
