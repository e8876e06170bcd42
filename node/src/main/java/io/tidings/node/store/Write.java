package io.tidings.node.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One write on its way through the writer. */
final class Write<T> {
    /** About what a head takes in memory. */
    static final long BYTES_PER_OBJECT = 512;

    /** What is done in the transaction; the result is asked for when that is durable. */
    interface Work<T> {
        Supplier<T> in(Unit unit) throws SQLException;
    }

    private final Work<T> work;
    private final String doing;
    private final long bytes;
    private final boolean rewriting;
    private final CompletableFuture<T> future = new CompletableFuture<>();

    private Write(String doing, long bytes, boolean rewriting, Work<T> work) {
        this.doing = doing;
        this.bytes = bytes;
        this.rewriting = rewriting;
        this.work = work;
    }

    /** @param bytes about what it keeps in memory */
    static <T> Write<T> adding(String doing, long bytes, Work<T> work) {
        return new Write<>(doing, bytes, false, work);
    }

    /** A write that changes what readers see already; it gets a transaction of its own. */
    static <T> Write<T> rewriting(String doing, long bytes, Work<T> work) {
        return new Write<>(doing, bytes, true, work);
    }

    String doing() {
        return doing;
    }

    long bytes() {
        return bytes;
    }

    boolean isRewriting() {
        return rewriting;
    }

    CompletableFuture<T> future() {
        return future;
    }

    /** Does it; the answer completes the future with the result. */
    Runnable run(Unit unit) throws SQLException {
        Supplier<T> result = work.in(unit);
        return () -> future.complete(result.get());
    }

    /** The result of one that has none. */
    @SuppressWarnings("NullAway") // a CompletableFuture<Void> has no other value
    static Void nothing() {
        return null;
    }
}
