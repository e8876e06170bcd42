package io.tidings.node.intake;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is room to take content in. What lies under the floor is left to the ledger, the audit trail and the
 * database itself, so that a node whose disk is full still gives, deletes and stops in order. Safe from any thread.
 */
public final class DiskSpace {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);

    private final Path directory;
    private final long floorBytes;
    private final LongSupplier freeBytes;
    private final AtomicBoolean full = new AtomicBoolean();
    private final LongAdder refusals = new LongAdder();

    /**
     * @param directory for people to read
     * @param floorBytes with less free, nothing is taken in
     * @param freeBytes asked at each batch; may block as a look at the file system does
     */
    public DiskSpace(Path directory, long floorBytes, LongSupplier freeBytes) {
        this.directory = directory;
        this.floorBytes = floorBytes;
        this.freeBytes = freeBytes;
    }

    /** The disk that {@code directory} is on. */
    public static DiskSpace of(Path directory, long floorBytes) {
        return new DiskSpace(directory, floorBytes, () -> directory.toFile().getUsableSpace());
    }

    /** @throws DiskFullException with less free than the floor */
    public void require() {
        long free = freeBytes.getAsLong();
        if (free < floorBytes) {
            refusals.increment();
            var refused = new DiskFullException(directory, free, floorBytes);
            if (full.compareAndSet(false, true)) {
                LOG.error("nothing is taken in any more: {}", refused.getMessage());
            }
            throw refused;
        }
        if (full.compareAndSet(true, false)) {
            LOG.info("there is room under {} again: content is taken in", directory);
        }
    }

    /** For people to read. */
    public Path directory() {
        return directory;
    }

    /** What this user may still write; 0 where it cannot be told. Looks at the file system. */
    public long freeBytes() {
        return freeBytes.getAsLong();
    }

    public long floorBytes() {
        return floorBytes;
    }

    /** How often content was refused since the start. */
    public long refusals() {
        return refusals.sum();
    }
}
