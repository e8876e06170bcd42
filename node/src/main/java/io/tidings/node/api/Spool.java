package io.tidings.node.api;

import io.tidings.node.intake.Content;
import io.tidings.taxii.server.transport.ScratchFile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Takes a request's body into an encrypted file, so that it can be read more than once and costs no memory. */
final class Spool {
    static final String PREFIX = "publish-";

    /** Written to the file at once. */
    private static final int PIECE = 256 << 10;

    private final WorkerExecutor workers;
    private final Path directory;
    private final long maxBytes;

    Spool(WorkerExecutor workers, Path directory, long maxBytes) {
        this.workers = workers;
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /** A body that was taken. */
    record Spooled(ScratchFile file) implements Content {
        @Override
        public InputStream open() {
            return file.open();
        }
    }

    /** There is more of it than allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long maxBytes) {
            super("more than " + maxBytes + " bytes at once; publish it in parts");
        }
    }

    /** Call on the event loop before anything of the body was read. What cannot be taken leaves no file. */
    Future<Spooled> take(HttpServerRequest request) {
        request.pause();
        return workers.executeBlocking(() -> new Spooled(ScratchFile.create(directory, PREFIX)), false)
                .compose(spooled -> new Copy(request, spooled.file())
                        .done()
                        .map(spooled)
                        .recover(failure -> delete(spooled).transform(gone -> Future.failedFuture(failure))));
    }

    Future<Void> delete(Spooled spooled) {
        return workers.executeBlocking(
                        () -> {
                            spooled.file().close();
                            return true;
                        },
                        false)
                .mapEmpty();
    }

    /** Belongs to the request's context. */
    private final class Copy {
        private final HttpServerRequest request;
        private final ScratchFile file;
        private final Promise<Void> done = Promise.promise();
        private Buffer waiting = Buffer.buffer();
        private Future<Void> writing = Future.succeededFuture();
        private long bytes;

        Copy(HttpServerRequest request, ScratchFile file) {
            this.request = request;
            this.file = file;
        }

        /** Completes when nothing is being written any more, so that the file may be closed. */
        Future<Void> done() {
            request.exceptionHandler(done::tryFail)
                    .endHandler(ended -> write().onComplete(written -> done.tryComplete()))
                    .handler(this::take)
                    .resume();
            return done.future().eventually(() -> writing);
        }

        private void take(Buffer buffer) {
            bytes += buffer.length();
            if (bytes > maxBytes) {
                request.handler(null).pause();
                done.tryFail(new TooLargeException(maxBytes));
                return;
            }
            waiting.appendBuffer(buffer);
            if (waiting.length() >= PIECE) {
                request.pause();
                write().onSuccess(written -> request.resume());
            }
        }

        private Future<Void> write() {
            byte[] piece = waiting.getBytes();
            waiting = Buffer.buffer();
            writing = writing.compose(before -> workers.<Void>executeBlocking(
                            () -> {
                                file.write(piece, 0, piece.length);
                                return null;
                            },
                            false))
                    .onFailure(done::tryFail);
            return writing;
        }
    }
}
