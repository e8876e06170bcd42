package io.tidings.node.metrics;

import io.tidings.node.intake.DiskSpace;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreLoad;

/** The store and its disk. */
final class StoreSource implements Source {
    private final Store store;
    private final DiskSpace disk;

    StoreSource(Store store, DiskSpace disk) {
        this.store = store;
        this.disk = disk;
    }

    @Override
    public void collect(Scrape into) {
        StoreLoad load = store.load();
        into.gauge("tidings_store_queue_writes", "Writes that wait for the store.", load.queuedWrites())
                .gauge("tidings_store_queue_writes_limit", "Beyond it a write is refused.", load.maxQueuedWrites())
                .gauge("tidings_store_queue_bytes", "What they hold.", load.queuedBytes())
                .gauge("tidings_store_queue_bytes_limit", "Beyond it a write is refused.", load.maxQueuedBytes())
                .gauges("tidings_store_connections", "Connections of readers.", to -> {
                    to.value(load.activeReaders(), "state", "active");
                    to.value(load.idleReaders(), "state", "idle");
                })
                .gauge("tidings_store_connections_limit", "As many reads run at once.", load.maxReaders())
                .gauge("tidings_store_waiting_readers", "Threads that wait for a connection.", load.waitingReaders())
                .sums(
                        "tidings_store_commit_seconds",
                        "Groups of writes until they were durable.",
                        to -> to.sum(load.commits(), load.commitNanos() / 1e9))
                .gauge("tidings_store_file_bytes", "Size of the database's file.", load.fileBytes())
                .gauge("tidings_disk_free_bytes", "Free for the node on the disk of data/.", disk.freeBytes())
                .gauge(
                        "tidings_disk_floor_bytes",
                        "With less nothing is taken in, and the node is not ready.",
                        disk.floorBytes())
                .counters(
                        "tidings_intake_disk_full",
                        "Deliveries refused since there was less.",
                        to -> to.value(disk.refusals()));
    }
}
