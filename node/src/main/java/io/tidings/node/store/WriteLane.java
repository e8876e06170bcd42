package io.tidings.node.store;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The one way to write: the queue, the writer's thread, and the thread on which futures complete. Thread-safe. */
final class WriteLane implements AutoCloseable {
    private static final long CLOSE_SECONDS = 60;

    private final WriteQueue queue;
    private final ExecutorService completions;
    private final Writer writer;
    private final Thread thread;

    private WriteLane(StoreOptions options, OpenedDatabase opened, Clock clock) {
        queue = new WriteQueue(options.maxQueuedWrites(), options.maxQueuedBytes());
        completions = Executors.newSingleThreadExecutor(task -> new Thread(task, "store-completions"));
        writer = new Writer(
                queue,
                opened.database(),
                opened.tables(),
                clock,
                opened.readers().readersOut(),
                completions);
        thread = new Thread(writer, "store-writer");
    }

    static WriteLane start(StoreOptions options, OpenedDatabase opened, Clock clock) {
        var lane = new WriteLane(options, opened, clock);
        lane.thread.start();
        return lane;
    }

    /** @throws StoreBusyException if there is no room */
    <T> CompletableFuture<T> submit(Write<T> write) {
        queue.add(write);
        return write.future();
    }

    /** As {@link #submit}, and waits for it to be durable. */
    <T> T carryOut(Write<T> write) {
        try {
            return submit(write).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    WriteQueue queue() {
        return queue;
    }

    /** For its counts. */
    Writer writer() {
        return writer;
    }

    /** Takes no further write, and waits until those that it took are done. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join();
            completions.shutdown();
            completions.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
