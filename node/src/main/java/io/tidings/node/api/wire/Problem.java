package io.tidings.node.api.wire;

import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.stix.content.MalformedContentException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a call was not carried out, as problem details (RFC 9457).
 *
 * @param detail what was wrong, where, and what to do
 * @param kind of the {@link OperationException} that it was
 * @param position of the byte at which content could not be read any further, from 0, or -1; only with status 422
 */
public record Problem(int status, String title, String detail, Optional<Kind> kind, Optional<Long> position) {
    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Its JSON. */
    public static final JsonForm<Problem> FORM = JsonForm.of(
            (out, p) -> out.text("title", p.title())
                    .number("status", p.status())
                    .text("detail", p.detail())
                    .text("kind", p.kind().map(Kind::name))
                    .number("position", p.position()),
            in -> new Problem(
                    in.integer("status"),
                    in.optionalText("title").orElse(""),
                    in.optionalText("detail").orElse(""),
                    in.optionalText("kind").flatMap(Problem::kind),
                    in.optionalNumber("position")));

    /** A problem of the API itself rather than of an operation. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Optional.empty(), Optional.empty());
    }

    public static Problem of(OperationException e) {
        return switch (e.kind()) {
            case NOT_FOUND -> of(404, "Not found", e);
            case INVALID -> of(400, "Wrong call", e);
            case CONFLICT -> of(409, "Conflict", e);
            case UNAVAILABLE -> of(503, "Not available now", e);
        };
    }

    public static Problem of(MalformedContentException e) {
        return new Problem(
                422, "Unreadable content", String.valueOf(e.getMessage()), Optional.empty(), Optional.of(e.position()));
    }

    private static Problem of(int status, String title, OperationException e) {
        return new Problem(status, title, String.valueOf(e.getMessage()), Optional.of(e.kind()), Optional.empty());
    }

    private static Optional<Kind> kind(String name) {
        return Arrays.stream(Kind.values()).filter(k -> k.name().equals(name)).findFirst();
    }
}
