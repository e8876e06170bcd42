package io.tidings.taxii.server.status;

import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Status;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.collections.CollectionAccess;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Answers {@code GET {api-root}/status/{status-id}/} (TAXII 2.1 §4.3). */
public final class GetStatus implements Endpoint {
    // Not UUID.fromString alone: it takes "1-1-1-1-1" for a UUID.
    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final TaxiiBackend backend;
    private final CollectionAccess access;

    public GetStatus(TaxiiBackend backend, CollectionAccess access) {
        this.backend = backend;
        this.access = access;
    }

    @Override
    public Answer answer(Call call) {
        String root = call.target().apiRoot();
        access.requireApiRoot(call);
        Status status = Optional.of(call.target().item())
                .filter(text -> FORM.matcher(text).matches())
                .flatMap(text -> backend.status(call.requester(), root, UUID.fromString(text)))
                .orElseThrow(RefusedException::notFound);
        return Answer.of(200, StatusJson.write(status));
    }
}
