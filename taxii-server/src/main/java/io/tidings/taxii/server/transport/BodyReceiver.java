package io.tidings.taxii.server.transport;

import io.tidings.taxii.server.backend.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes in one request body, counting what really comes rather than what was announced. Lives on the request's event
 * loop; only writing to a file leaves it, during which the request is paused.
 */
final class BodyReceiver {
    /** A body that brings less in a stall timeout is meant to hold a place, not to arrive. */
    private static final int SLOWEST = 1 << 10;
    /** Written to the file at once. */
    private static final int PIECE = 256 << 10;

    private final Vertx vertx;
    private final WorkerExecutor files;
    private final HttpServerRequest request;
    private final Spool spool;
    private final long maxBytes;
    private final Promise<Spool> received = Promise.promise();
    private Buffer waiting = Buffer.buffer();
    private long count;
    private long countBefore;
    private boolean inFile;
    private boolean writing;

    BodyReceiver(Vertx vertx, WorkerExecutor files, HttpServerRequest request, Spool spool, long maxBytes) {
        this.vertx = vertx;
        this.files = files;
        this.request = request;
        this.spool = spool;
        this.maxBytes = maxBytes;
    }

    /** Ends with the filled spool, or fails with what to answer; the spool is the caller's to close. */
    Future<Spool> receive(long stallMillis) {
        request.handler(this::take);
        request.endHandler(end -> finish());
        request.exceptionHandler(failure -> received.tryFail(brokenOff()));
        request.response().closeHandler(gone -> received.tryFail(brokenOff()));
        long timer = vertx.setPeriodic(stallMillis, tick -> checkPace());
        if ("100-continue"
                .equalsIgnoreCase(
                        Optional.ofNullable(request.getHeader("Expect")).orElse(""))) {
            request.response().writeContinue();
        }
        request.resume();
        return received.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            request.handler(null);
        });
    }

    // The client's doing, and no fault of ours to be logged as one: anyone could fill the log with them.
    private static RefusedException brokenOff() {
        return new RefusedException(
                400,
                "Bad request",
                "The body broke off, or is not framed as its headers say (RFC 9112 §6.3, §7.1).",
                Optional.empty());
    }

    private void take(Buffer bytes) {
        if (received.future().isComplete()) {
            return;
        }
        count += bytes.length();
        if (count > maxBytes) {
            request.pause();
            received.tryFail(RefusedException.contentTooLarge(maxBytes));
        } else if (!inFile && spool.fits(bytes.length())) {
            keepInMemory(bytes.getBytes());
        } else {
            inFile = true;
            waiting.appendBuffer(bytes);
            if (waiting.length() >= PIECE) {
                request.pause();
                writeWaiting().onSuccess(written -> request.resume()).onFailure(received::tryFail);
            }
        }
    }

    private void keepInMemory(byte[] bytes) {
        try {
            spool.write(bytes, 0, bytes.length);
        } catch (IOException notWithoutAFile) {
            received.tryFail(notWithoutAFile);
        }
    }

    private Future<Void> writeWaiting() {
        byte[] bytes = waiting.getBytes();
        waiting = Buffer.buffer();
        writing = true;
        return files.<Void>executeBlocking(
                        () -> {
                            spool.write(bytes, 0, bytes.length);
                            return null;
                        },
                        true)
                .onComplete(done -> writing = false);
    }

    private void finish() {
        if (waiting.length() == 0) {
            received.tryComplete(spool);
        } else {
            writeWaiting().onSuccess(written -> received.tryComplete(spool)).onFailure(received::tryFail);
        }
    }

    private void checkPace() {
        if (!writing && count - countBefore < SLOWEST) {
            request.pause();
            received.tryFail(
                    new RefusedException(408, "Request timeout", "The body did not arrive in time.", Optional.empty()));
        }
        countBefore = count;
    }
}
