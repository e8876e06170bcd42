package io.tidings.taxii.client.http;

import io.tidings.taxii.client.failure.ErrorMessage;
import io.tidings.taxii.client.json.ResourceObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Makes the best of an error's body: a TAXII error message, one with other keys, or the beginning of whatever it is. */
final class ErrorReply {
    private static final int MOST_BYTES = 64 << 10;
    private static final Set<String> STANDARD =
            Set.of("title", "description", "error_id", "error_code", "http_status", "external_details", "details");

    private ErrorReply() {}

    /** Never fails: that there was an error matters more than what can be read of it. */
    static ErrorMessage read(Reply reply) {
        try (InputStream body = reply.body(MOST_BYTES)) {
            return parse(reply.url(), body.readNBytes(MOST_BYTES));
        } catch (IOException unreadable) {
            return ErrorMessage.ofText("");
        }
    }

    private static ErrorMessage parse(URI url, byte[] body) {
        try {
            ResourceObject error = ResourceObject.read(url, new ByteArrayInputStream(body));
            return new ErrorMessage(
                    // Some servers say "name" and "code" where the standard says "title" and "error_code".
                    error.text("title").or(() -> error.text("name")).orElse(""),
                    error.text("description"),
                    error.text("error_id"),
                    error.text("error_code").or(() -> error.text("code")),
                    error.text("http_status"),
                    error.text("external_details"),
                    error.dictionary("details"),
                    error.others(STANDARD));
        } catch (IOException notJson) {
            return ErrorMessage.ofText(new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8));
        }
    }
}
