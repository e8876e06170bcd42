package io.tidings.taxii.server.transport;

import io.tidings.taxii.server.backend.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that may block. Thread-safe; results arrive on the caller's context. */
public final class Workers {
    private final WorkerBounds bounds;
    private final WorkerExecutor executor;
    // Vert.x does not bound the queue of a worker pool.
    private final AtomicInteger pending = new AtomicInteger();

    public Workers(Vertx vertx, WorkerBounds bounds) {
        this.bounds = bounds;
        this.executor = vertx.createSharedWorkerExecutor(bounds.name(), bounds.threads());
    }

    /** Fails with a 503 instead of waiting behind too many others. */
    <T> Future<T> call(Callable<T> work) {
        if (pending.incrementAndGet() > bounds.threads() + bounds.maxWaiting()) {
            pending.decrementAndGet();
            return Future.failedFuture(
                    RefusedException.unavailable("Too many requests are waiting.", bounds.retryAfter()));
        }
        // Unordered: in order, the calls of one connection would wait for each other.
        return executor.executeBlocking(work, false).onComplete(done -> pending.decrementAndGet());
    }

    /** Calls that run or wait for a thread. */
    int pending() {
        return pending.get();
    }

    public Future<Void> close() {
        return executor.close();
    }
}
