package io.tidings.taxii.server.discovery;

import io.tidings.taxii.server.backend.ApiRoot;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import io.tidings.taxii.server.http.Json;
import io.tidings.taxii.server.http.Negotiation;

/** Answers {@code GET {api-root}/} (TAXII 2.1 §4.2). */
public final class GetApiRoot implements Endpoint {
    private final TaxiiBackend backend;

    public GetApiRoot(TaxiiBackend backend) {
        this.backend = backend;
    }

    @Override
    public Answer answer(Call call) {
        ApiRoot root =
                backend.apiRoot(call.requester(), call.target().apiRoot()).orElseThrow(RefusedException::notFound);
        return Answer.of(200, Json.object(json -> {
            json.writeStringField("title", root.title());
            Json.optional(json, "description", root.description());
            json.writeArrayFieldStart("versions");
            json.writeString(Negotiation.TAXII_2_1);
            json.writeEndArray();
            json.writeNumberField("max_content_length", root.maxContentLength());
        }));
    }
}
