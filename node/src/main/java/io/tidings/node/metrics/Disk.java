package io.tidings.node.metrics;

import java.nio.file.Path;

/**
 * The disk that a node writes to.
 *
 * @param floorBytes free on it, below which the node is not ready
 */
record Disk(Path directory, long floorBytes) {
    /** What this user may still write; 0 where it cannot be told. */
    long freeBytes() {
        return directory.toFile().getUsableSpace();
    }
}
