package io.tidings.taxii.server.discovery;

import io.tidings.taxii.server.backend.Discovery;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import io.tidings.taxii.server.http.Json;

/** Answers {@code GET /taxii2/} (TAXII 2.1 §4.1). */
public final class GetDiscovery implements Endpoint {
    private final TaxiiBackend backend;

    public GetDiscovery(TaxiiBackend backend) {
        this.backend = backend;
    }

    @Override
    public Answer answer(Call call) {
        Discovery discovery = backend.discovery(call.requester());
        // Absolute: cytaxii2 uses the default as a URL of its own (contract 8).
        String base = call.request().baseUrl();
        return Answer.of(200, Json.object(json -> {
            json.writeStringField("title", discovery.title());
            Json.optional(json, "description", discovery.description());
            Json.optional(json, "contact", discovery.contact());
            Json.optional(json, "default", discovery.defaultRoot().map(root -> base + root));
            if (!discovery.apiRoots().isEmpty()) {
                json.writeArrayFieldStart("api_roots");
                for (String root : discovery.apiRoots()) {
                    json.writeString(base + root);
                }
                json.writeEndArray();
            }
        }));
    }
}
