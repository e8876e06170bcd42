package io.tidings.taxii.client.failure;

import io.tidings.taxii.client.auth.Challenge;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server answered with an error status (TAXII 2.1 §3.6). */
public final class RefusedException extends TaxiiClientException {
    private static final long serialVersionUID = 1L;
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final int status;
    private final transient ErrorMessage error;
    private final transient List<Challenge> challenges;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param challenges of {@code WWW-Authenticate}, with 401
     * @param retryAfter how long the server asks us to stay away
     */
    public RefusedException(
            URI url, int status, ErrorMessage error, List<Challenge> challenges, Optional<Duration> retryAfter) {
        super(url, "the server answered " + status + words(error) + asks(challenges), null);
        this.status = status;
        this.error = error;
        this.challenges = List.copyOf(challenges);
        this.retryAfter = retryAfter;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public ErrorMessage error() {
        return error;
    }

    public List<Challenge> challenges() {
        return challenges;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public boolean mayPass() {
        return PASSING.contains(status);
    }

    private static String words(ErrorMessage error) {
        String text = error.title()
                + error.description()
                        .map(d -> error.title().isEmpty() ? d : ": " + d)
                        .orElse("");
        return text.isEmpty() ? "" : ", \"" + quoted(text) + "\"";
    }

    private static String asks(List<Challenge> challenges) {
        return challenges.isEmpty()
                ? ""
                : "; it asks for "
                        + quoted(String.join(
                                ", ", challenges.stream().map(Challenge::scheme).toList()));
    }
}
