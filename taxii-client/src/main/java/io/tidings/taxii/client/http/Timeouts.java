package io.tidings.taxii.client.http;

import java.time.Duration;

/**
 * How long a request may keep its caller waiting.
 *
 * @param connect for a connection, TLS and the wait for a free one included
 * @param firstByte from the request to the reply's headers
 * @param idle between two pieces of a body
 * @param whole all waiting for one body taken together, the caller's own work between reads not counted
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration whole) {
    /** 10 s, 60 s, 30 s, 15 min. */
    public static Timeouts standard() {
        return new Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(15));
    }

    /** @throws IllegalArgumentException if one is shorter than a millisecond */
    public Timeouts {
        for (Duration each : new Duration[] {connect, firstByte, idle, whole}) {
            if (each.toMillis() < 1) {
                throw new IllegalArgumentException("a timeout is at least one millisecond, not " + each);
            }
        }
    }
}
