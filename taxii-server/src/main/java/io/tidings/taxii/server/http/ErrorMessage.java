package io.tidings.taxii.server.http;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.BadQueryException;
import java.time.Duration;
import java.util.Optional;

/**
 * The error resource (TAXII 2.1 §3.6.1) and the status it goes with.
 *
 * @param retryAfter when the same request may succeed
 */
public record ErrorMessage(int status, String title, String description, Optional<Duration> retryAfter) {

    /** The one place where what went wrong becomes an answer; what nobody foresaw says nothing of its cause. */
    public static ErrorMessage of(Throwable failure) {
        if (failure instanceof RefusedException refused && refused.httpStatus() >= 400 && refused.httpStatus() < 600) {
            return new ErrorMessage(
                    refused.httpStatus(),
                    refused.title(),
                    String.valueOf(refused.getMessage()),
                    Optional.ofNullable(refused.retryAfter()).flatMap(retry -> retry));
        }
        if (failure instanceof BadQueryException bad) {
            return of(400, "Bad request", String.valueOf(bad.getMessage()));
        }
        if (failure instanceof MalformedContentException malformed) {
            String where = malformed.position() < 0 ? "" : " (at byte " + malformed.position() + ")";
            return of(422, "Unprocessable content", malformed.getMessage() + where);
        }
        return of(500, "Internal error", "The server failed; its log has the details under the error_id.");
    }

    public static ErrorMessage of(int status, String title, String description) {
        return new ErrorMessage(status, title, description, Optional.empty());
    }

    /** Whether {@link #of(Throwable)} knows what {@code failure} means. */
    public static boolean isForeseen(Throwable failure) {
        return of(failure).status() != 500;
    }

    public Answer toAnswer(String requestId) {
        Answer answer = Answer.of(status, Json.object(json -> {
            json.writeStringField("title", title);
            json.writeStringField("description", description);
            json.writeStringField("error_id", requestId);
            json.writeStringField("error_code", code());
            json.writeStringField("http_status", String.valueOf(status));
        }));
        // Rounded up: who comes a moment early is refused again.
        return retryAfter
                .map(wait -> answer.with("Retry-After", String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000))))
                .orElse(answer);
    }

    /** Stable: programs may act on it. */
    private String code() {
        return switch (status) {
            case 400 -> "bad-request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 408 -> "request-timeout";
            case 413 -> "content-too-large";
            case 415 -> "unsupported-media-type";
            case 422 -> "unprocessable-content";
            case 429 -> "too-many-requests";
            case 503 -> "unavailable";
            default -> status < 500 ? "refused" : "internal-error";
        };
    }
}
