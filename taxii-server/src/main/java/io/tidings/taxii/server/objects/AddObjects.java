package io.tidings.taxii.server.objects;

import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Status;
import io.tidings.taxii.server.backend.Submission;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.collections.CollectionAccess;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.BodyEndpoint;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Negotiation;
import io.tidings.taxii.server.http.RequestHeaders;
import io.tidings.taxii.server.status.StatusJson;
import java.util.Locale;
import java.util.Optional;

/** Answers {@code POST …/objects/} (TAXII 2.1 §5.5). */
public final class AddObjects implements BodyEndpoint {
    private final TaxiiBackend backend;
    private final CollectionAccess access;

    public AddObjects(TaxiiBackend backend, CollectionAccess access) {
        this.backend = backend;
        this.access = access;
    }

    @Override
    public long admit(Call call) {
        long maxBytes = access.writable(call).maxContentLength();
        RequestHeaders headers = call.request().headers();
        if (!Negotiation.isReadable(headers.contentType())) {
            throw unsupported("Send " + Negotiation.TAXII_2_1 + ".");
        }
        String encoding = headers.contentEncoding().orElse("identity").trim().toLowerCase(Locale.ROOT);
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip") && !encoding.equals("identity")) {
            throw unsupported("Of content encodings, this server reads gzip.");
        }
        // A compressed body that is too long is too long expanded as well, but for a few bytes of frame.
        if (headers.contentLength().filter(length -> length > maxBytes).isPresent()) {
            throw RefusedException.contentTooLarge(maxBytes);
        }
        return maxBytes;
    }

    private static RefusedException unsupported(String description) {
        return new RefusedException(415, "Unsupported media type", description, Optional.empty());
    }

    @Override
    public Answer answer(Call call, Submission body) throws Exception {
        // Looked up again: rights may have gone while the body came.
        Status status =
                backend.add(call.requester(), access.writable(call).collection().id(), body);
        return Answer.of(202, StatusJson.write(status));
    }
}
