package io.tidings.node.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The writes that wait for the writer, bounded by number and by bytes. */
final class WriteQueue {
    private final int maxWrites;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Write<?>> waiting = new ArrayDeque<>(); // guarded by lock, as is all below
    private long bytes;
    private boolean closed;

    WriteQueue(int maxWrites, long maxBytes) {
        this.maxWrites = maxWrites;
        this.maxBytes = maxBytes;
    }

    /**
     * @throws StoreBusyException if there is no room
     * @throws IllegalStateException if the queue is closed
     */
    void add(Write<?> write) {
        lock.lock();
        try {
            requireRoomLocked(write.doing(), write.bytes());
            waiting.add(write);
            bytes += write.bytes();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * As {@link #add} for a write that is not made yet; by the time it is, the room may be gone.
     *
     * @throws StoreBusyException if there is no room
     * @throws IllegalStateException if the queue is closed
     */
    void requireRoom(String doing, long moreBytes) {
        lock.lock();
        try {
            requireRoomLocked(doing, moreBytes);
        } finally {
            lock.unlock();
        }
    }

    private void requireRoomLocked(String doing, long moreBytes) {
        if (closed) {
            throw new IllegalStateException("the store is closed; it could not " + doing);
        }
        if (!waiting.isEmpty() && (waiting.size() >= maxWrites || bytes + moreBytes > maxBytes)) {
            throw new StoreBusyException("the store could not " + doing + " now: " + waiting.size() + " writes with "
                    + bytes + " bytes wait; try again later");
        }
    }

    /**
     * Waits for writes and takes those that go into one transaction, oldest first; empty once closed and drained.
     *
     * @param groupBytes after a write that reaches this, no further one is taken
     */
    List<Write<?>> takeGroup(long groupBytes) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            List<Write<?>> group = new ArrayList<>();
            long taken = 0;
            while (!waiting.isEmpty() && taken < groupBytes && fits(group, waiting.peek())) {
                Write<?> next = waiting.remove();
                group.add(next);
                taken += next.bytes();
            }
            bytes -= taken;
            return group;
        } finally {
            lock.unlock();
        }
    }

    private static boolean fits(List<Write<?>> group, Write<?> next) {
        return group.isEmpty() || !next.isRewriting() && !group.get(0).isRewriting();
    }

    /** What waits now. */
    record Load(int writes, long bytes) {}

    Load load() {
        lock.lock();
        try {
            return new Load(waiting.size(), bytes);
        } finally {
            lock.unlock();
        }
    }

    int maxWrites() {
        return maxWrites;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** Takes no further write. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
