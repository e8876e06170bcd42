package io.tidings.node.taxii;

import io.tidings.taxii.server.backend.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many long bodies are read at the same time, so that their memory is bounded before it is used (I-8): a body of a
 * hundred kilobytes can expand to objects of many megabytes. Short ones pass. Safe for use by any number of threads.
 */
final class UploadsAtOnce {
    private static final int SHORT = 1 << 20;
    /** An object being read is in what was taken of the stream, in what that grew from, and in its own bytes. */
    private static final int COPIES = 3;
    /** Of the heap: one in so many parts. */
    private static final int HEAP_SHARE = 3;

    private static final int UNIT = 1 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final long objectBytes;
    private final int all;
    private final Semaphore kibibytes;

    /**
     * @param heapBytes that there are at most
     * @param objectBytes of one object at most
     */
    UploadsAtOnce(long heapBytes, long objectBytes) {
        this.objectBytes = objectBytes;
        this.all = (int) Math.min(Integer.MAX_VALUE, Math.max(1, heapBytes / HEAP_SHARE / UNIT));
        this.kibibytes = new Semaphore(all, true);
    }

    /** Room for a body, to be closed when it is read. */
    interface Room {
        void close();
    }

    /**
     * @param length of a body, after expansion
     * @throws RefusedException 503 if none becomes free in time
     */
    Room take(long length) {
        if (length <= SHORT) {
            return () -> {};
        }
        int room = (int) Math.min(all, Math.min(length, objectBytes) * COPIES / UNIT);
        try {
            if (!kibibytes.tryAcquire(room, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw RefusedException.unavailable("Too many long bodies are being read; send it again.", LATER);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw RefusedException.unavailable("The server is stopping.", LATER);
        }
        return () -> kibibytes.release(room);
    }
}
