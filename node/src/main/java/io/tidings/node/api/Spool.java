package io.tidings.node.api;

import io.tidings.node.intake.Content;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a request's body into a file of its owner's, so that it can be read more than once and costs no memory. */
final class Spool {
    static final String PREFIX = "publish-";

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final Path directory;
    private final long maxBytes;

    Spool(Vertx vertx, WorkerExecutor workers, Path directory, long maxBytes) {
        this.vertx = vertx;
        this.workers = workers;
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /** A body that was taken. */
    record Spooled(Path file) implements Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
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
        return workers.executeBlocking(
                        // createTempFile makes it for its owner only.
                        () -> new Spooled(Files.createTempFile(directory, PREFIX, ".json")), false)
                .compose(spooled -> write(request, spooled)
                        .map(spooled)
                        .recover(failure -> delete(spooled).transform(gone -> Future.failedFuture(failure))));
    }

    Future<Void> delete(Spooled spooled) {
        return workers.executeBlocking(() -> Files.deleteIfExists(spooled.file()), false)
                .mapEmpty();
    }

    private Future<Void> write(HttpServerRequest request, Spooled spooled) {
        return vertx.fileSystem()
                .open(spooled.file().toString(), new OpenOptions().setCreate(false))
                .compose(file -> new Copy(request, file).done().eventually(file::close));
    }

    /** Belongs to the request's context. */
    private final class Copy {
        private final HttpServerRequest request;
        private final AsyncFile file;
        private final Promise<Void> done = Promise.promise();
        private long bytes;

        Copy(HttpServerRequest request, AsyncFile file) {
            this.request = request;
            this.file = file;
        }

        Future<Void> done() {
            file.exceptionHandler(done::tryFail);
            request.exceptionHandler(done::tryFail)
                    .endHandler(ended -> done.tryComplete())
                    .handler(this::take)
                    .resume();
            return done.future();
        }

        private void take(Buffer buffer) {
            bytes += buffer.length();
            if (bytes > maxBytes) {
                request.handler(null).pause();
                done.tryFail(new TooLargeException(maxBytes));
                return;
            }
            file.write(buffer).onFailure(done::tryFail);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(drained -> request.resume());
            }
        }
    }
}
