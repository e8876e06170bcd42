package io.tidings.node.config;

import java.time.Duration;

/**
 * Bounds of what a node takes and gives.
 *
 * @param pageDefault objects on a page when a client names no limit
 * @param pageMax objects on a page at most
 * @param pageBytes size of a page at which it ends
 * @param maxContentLength bytes of a request's body
 * @param objectBytes bytes of one STIX object
 * @param replyMemoryBytes of all replies being sent
 * @param workerThreads requests worked on at once
 * @param waitingRequests that may wait before the answer is 503
 * @param diskFloorBytes free on the disk of {@code data/}, below which nothing is taken in and the node is not ready
 * @param stallTimeout without progress until a request's body is given up, and a reader disconnected
 */
public record Limits(
        int pageDefault,
        int pageMax,
        long pageBytes,
        long maxContentLength,
        long objectBytes,
        long replyMemoryBytes,
        int workerThreads,
        int waitingRequests,
        long diskFloorBytes,
        Duration stallTimeout) {
    /** What holds where a configuration says nothing. */
    public static final Limits DEFAULT = new Limits(
            1000, 10_000, 8L << 20, 100L << 20, 16L << 20, 64L << 20, 16, 256, 256L << 20, Duration.ofSeconds(30));
}
