package io.tidings.node.store;

/**
 * How busy the store is, as plain numbers for whoever shows them.
 *
 * @param maxQueuedWrites beyond it, or beyond {@code maxQueuedBytes}, a write fails with {@link StoreBusyException}
 * @param activeReaders connections of readers in use, of {@code maxReaders}
 * @param waitingReaders threads that wait for one
 * @param commits groups of writes made durable since the start
 * @param commitNanos what they took together
 * @param fileBytes size of the database's file; 0 where it is not this node's
 */
public record StoreLoad(
        int queuedWrites,
        int maxQueuedWrites,
        long queuedBytes,
        long maxQueuedBytes,
        int activeReaders,
        int idleReaders,
        int waitingReaders,
        int maxReaders,
        long commits,
        long commitNanos,
        long fileBytes) {}
