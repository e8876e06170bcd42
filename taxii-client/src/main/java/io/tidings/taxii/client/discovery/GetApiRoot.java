package io.tidings.taxii.client.discovery;

import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.json.ResourceObject;
import io.tidings.taxii.client.url.ApiRootUrl;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/** Asks for an API root resource (TAXII 2.1 §4.2). */
public final class GetApiRoot {
    private static final Set<String> STANDARD = Set.of("title", "description", "versions", "max_content_length");

    private final Requests requests;

    public GetApiRoot(Requests requests) {
        this.requests = requests;
    }

    public ApiRoot read(ApiRootUrl url) throws IOException {
        ResourceObject resource = requests.getResource(url.url());
        long most = resource.count("max_content_length");
        return new ApiRoot(
                resource.text("title").orElse(""),
                resource.text("description"),
                resource.texts("versions"),
                most > 0 ? OptionalLong.of(most) : OptionalLong.empty(),
                resource.others(STANDARD));
    }
}
