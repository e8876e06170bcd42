package io.tidings.node.store;

import java.util.concurrent.atomic.AtomicLong;

/** A collection as the store keeps it in memory. */
final class StoredLog {
    private final StoredCollection collection;
    private final int number;
    private final AtomicLong lastAdded;
    private volatile long heldAfter = Long.MAX_VALUE;

    /** @param number the collection's in the tables */
    StoredLog(StoredCollection collection, int number, long lastAdded) {
        this.collection = collection;
        this.number = number;
        this.lastAdded = new AtomicLong(lastAdded);
    }

    StoredCollection collection() {
        return collection;
    }

    int number() {
        return number;
    }

    /** The last stamp that readers may see. */
    long lastAdded() {
        return Math.min(lastAdded.get(), heldAfter);
    }

    /** Shows readers nothing after {@code stamp}, whatever is published; {@code Long.MAX_VALUE} shows everything. */
    void holdAfter(long stamp) {
        heldAfter = stamp;
    }

    /** Opens the log to readers up to {@code stamp}; it never closes again but for {@link #holdAfter}. */
    void publish(long stamp) {
        lastAdded.accumulateAndGet(stamp, Math::max);
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return "collection '" + collection.name() + "'";
    }
}
