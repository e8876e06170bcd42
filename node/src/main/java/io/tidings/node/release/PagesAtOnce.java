package io.tidings.node.release;

import io.tidings.taxii.server.backend.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many pages are put together at the same time, so that their memory is bounded before it is used (I-8): later,
 * with the reply, it would be too late. Safe for use by any number of threads.
 */
final class PagesAtOnce {
    /** Of the heap for pages being put together: one in so many parts. */
    private static final int HEAP_SHARE = 4;
    /** The database's copy and ours. */
    private static final int COPIES = 2;

    private static final int LEAST = 2;
    private static final int MOST = 32;

    private final Semaphore places;
    private final Duration patience;

    /** @param patience for a place, before a request is told to come back */
    PagesAtOnce(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
    }

    /** @param heapBytes that there are at most */
    static PagesAtOnce within(long heapBytes, long pageBytes) {
        long places = heapBytes / HEAP_SHARE / COPIES / pageBytes;
        return new PagesAtOnce((int) Math.max(LEAST, Math.min(MOST, places)), Duration.ofSeconds(10));
    }

    /** A place, to be closed when the page is on its way. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws RefusedException 503 if none becomes free in time */
    Place take() {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw RefusedException.unavailable(
                        "Too many pages are being put together; ask again, or for smaller ones.",
                        Duration.ofSeconds(10));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw RefusedException.unavailable("The server is stopping.", Duration.ofSeconds(10));
        }
        return places::release;
    }
}
