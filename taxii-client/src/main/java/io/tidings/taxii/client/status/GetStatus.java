package io.tidings.taxii.client.status;

import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.url.ApiRootUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Asks what became of a submission, once or until it is complete (TAXII 2.1 §4.3, T-145). */
public final class GetStatus {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Requests requests;

    public GetStatus(Requests requests) {
        this.requests = requests;
    }

    public StatusResource read(ApiRootUrl root, String statusId) throws IOException {
        return StatusResource.of(requests.getResource(root.status(statusId)));
    }

    /**
     * Asks after 1, 2, 4, … up to 30 seconds until the status is complete, or {@code patience} is over, or the server
     * knows it no more (T-109); then the last status seen is returned, still pending.
     */
    public StatusResource await(ApiRootUrl root, StatusResource first, Duration patience) throws IOException {
        Instant deadline = requests.exchange().now().plus(patience);
        StatusResource status = first;
        Duration wait = FIRST_WAIT;
        while (!status.isComplete()) {
            Duration left = Duration.between(requests.exchange().now(), deadline);
            if (left.isNegative() || left.isZero()) {
                return status;
            }
            requests.exchange().pause(wait.compareTo(left) < 0 ? wait : left);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            try {
                status = read(root, status.id());
            } catch (RefusedException gone) {
                if (gone.status() != 404) {
                    throw gone;
                }
                return status;
            }
        }
        return status;
    }
}
