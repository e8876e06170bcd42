package io.tidings.taxii.server.transport;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that many users share. Thread-safe. */
final class Budget {
    private final long total;
    private final AtomicLong used = new AtomicLong();

    Budget(long total) {
        this.total = total;
    }

    /** Takes {@code bytes} if they are there. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= total) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
