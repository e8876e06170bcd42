package io.tidings.taxii.client.http;

import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.failure.TaxiiClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often and how fast a request is repeated: waits double from {@code firstWait} to {@code longestWait}, each cut
 * by chance to between half and all of it. A server's {@code Retry-After} wins where it is longer.
 *
 * @param attempts in all, the first included
 * @param longestRetryAfter a server that asks for more is not waited for: the failure goes to the caller, with the time
 */
public record RetryPolicy(int attempts, Duration firstWait, Duration longestWait, Duration longestRetryAfter) {
    /** 4 attempts, from half a second to 30 s; up to 2 minutes where the server asks for it. */
    public static RetryPolicy standard() {
        return new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    /** One attempt only. */
    public static RetryPolicy none() {
        return new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO);
    }

    /** @throws IllegalArgumentException if there is no attempt or no wait */
    public RetryPolicy {
        if (attempts < 1 || firstWait.toMillis() < 1 || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("retries need one attempt, and waits that grow from at least 1 ms");
        }
    }

    /** The wait before the attempt after number {@code attempt}, from 1; empty if there is to be none. */
    Optional<Duration> waitAfter(int attempt, TaxiiClientException failure, RandomGenerator random) {
        if (attempt >= attempts || !failure.mayPass()) {
            return Optional.empty();
        }
        Optional<Duration> asked =
                failure instanceof RefusedException refused ? refused.retryAfter() : Optional.empty();
        if (asked.filter(time -> time.compareTo(longestRetryAfter) > 0).isPresent()) {
            return Optional.empty();
        }
        Duration own = backoff(attempt, random);
        return Optional.of(asked.filter(time -> time.compareTo(own) > 0).orElse(own));
    }

    private Duration backoff(int attempt, RandomGenerator random) {
        long longest = longestWait.toMillis();
        long full = Math.min(longest, firstWait.toMillis() << Math.min(attempt - 1, 20));
        long half = Math.max(1, full / 2);
        return Duration.ofMillis(half + random.nextLong(Math.max(1, full - half + 1)));
    }
}
