package io.tidings.node.api;

import io.tidings.node.api.wire.RunFile;
import io.tidings.node.operations.Operations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node's operator API, on a free port of 127.0.0.1.
 *
 * <p>{@code run/operator.json} says where, from the moment it listens until it is closed.
 */
public final class OperatorApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorApi.class);
    private static final int WORKERS = 8;
    private static final int IDLE_SECONDS = 120;
    private static final int START_SECONDS = 30;
    private static final int GRACE_SECONDS = 5;

    private final OperatorApiOptions options;
    private final HttpServer server;
    private final WorkerExecutor workers;
    private final WorkerExecutor urgent;
    private final RunFile runFile;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OperatorApi(
            OperatorApiOptions options,
            HttpServer server,
            WorkerExecutor workers,
            WorkerExecutor urgent,
            RunFile runFile) {
        this.options = options;
        this.server = server;
        this.workers = workers;
        this.urgent = urgent;
        this.runFile = runFile;
    }

    /**
     * Listens and writes the run file. Blocks: not for an event loop.
     *
     * @throws IOException if it cannot listen or the run file cannot be written; nothing stays behind then
     */
    public static OperatorApi start(Vertx vertx, Operations operations, NodeControl control, OperatorApiOptions options)
            throws IOException {
        deleteLeftovers(options);
        // A long call is no fault here: following a large collection for the first time takes what it takes.
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("tidings-operator", WORKERS, 1, TimeUnit.DAYS);
        WorkerExecutor urgent = vertx.createSharedWorkerExecutor("tidings-operator-urgent", 1);
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setIdleTimeout(IDLE_SECONDS));
        try {
            server.requestHandler(new Routes(vertx, workers, urgent, operations, control, options).router());
            await(server.listen(), START_SECONDS);
            var runFile = new RunFile(
                    "http://127.0.0.1:" + server.actualPort(),
                    ProcessHandle.current().pid(),
                    options.clock().instant().truncatedTo(ChronoUnit.MILLIS));
            runFile.write(options.home());
            return new OperatorApi(options, server, workers, urgent, runFile);
        } catch (IOException | RuntimeException e) {
            server.close();
            workers.close();
            urgent.close();
            throw e;
        }
    }

    /** Where it listens, without slash at the end. */
    public String url() {
        return runFile.url();
    }

    /** Removes the run file, gives running calls a few seconds, and stops listening. Can be called twice. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            runFile.delete(options.home());
            await(server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS), 2 * GRACE_SECONDS);
            await(workers.close(), GRACE_SECONDS);
            await(urgent.close(), GRACE_SECONDS);
        } catch (IOException e) {
            LOG.warn("The operator API did not stop in order", e);
        }
    }

    // What a process that was killed was about to publish was never acknowledged, so nobody misses it.
    private static void deleteLeftovers(OperatorApiOptions options) throws IOException {
        if (!Files.isDirectory(options.home().run())) {
            return;
        }
        try (var files = Files.newDirectoryStream(options.home().run(), Spool.PREFIX + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void await(Future<?> future, int seconds) throws IOException {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("the operator API: " + cause.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the operator API took longer than " + seconds + " s", e);
        }
    }
}
