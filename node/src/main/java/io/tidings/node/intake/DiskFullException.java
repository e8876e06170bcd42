package io.tidings.node.intake;

import java.nio.file.Path;

/** There is less room on the disk than the operator's floor. Trying again is safe, and helps once there is room. */
public final class DiskFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long freeBytes;
    private final long floorBytes;

    DiskFullException(Path directory, long freeBytes, long floorBytes) {
        super((freeBytes >> 20) + " MiB are free under " + directory + ", less than limits.disk-floor of "
                + (floorBytes >> 20)
                + " MiB; make room or move the home to a larger disk, nothing else needs to be done");
        this.freeBytes = freeBytes;
        this.floorBytes = floorBytes;
    }

    public long freeBytes() {
        return freeBytes;
    }

    public long floorBytes() {
        return floorBytes;
    }
}
