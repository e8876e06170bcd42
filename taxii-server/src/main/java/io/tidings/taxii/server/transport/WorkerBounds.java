package io.tidings.taxii.server.transport;

import java.time.Duration;

/**
 * How much the backend is asked to do at once.
 *
 * @param name of the threads; servers on one Vert.x that give the same name share them
 * @param threads that call the backend; no more than it can serve at once
 * @param maxWaiting requests beyond that, which wait for a thread; any more get 503
 * @param retryAfter what those are told
 */
public record WorkerBounds(String name, int threads, int maxWaiting, Duration retryAfter) {
    public static WorkerBounds standard() {
        return new WorkerBounds("taxii-worker", 16, 256, Duration.ofSeconds(2));
    }

    public WorkerBounds {
        if (name.isBlank() || threads < 1 || maxWaiting < 0 || retryAfter.isNegative()) {
            throw new IllegalArgumentException("workers have a name, at least one thread and no negative bound");
        }
    }
}
