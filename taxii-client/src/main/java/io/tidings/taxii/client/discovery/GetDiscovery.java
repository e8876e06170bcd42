package io.tidings.taxii.client.discovery;

import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.json.ResourceObject;
import io.tidings.taxii.client.url.ApiRootUrl;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks for the discovery resource (TAXII 2.1 §4.1). */
public final class GetDiscovery {
    private static final Set<String> STANDARD = Set.of("title", "description", "contact", "default", "api_roots");

    private final Requests requests;

    public GetDiscovery(Requests requests) {
        this.requests = requests;
    }

    /** @param url of the discovery resource, against which relative roots are resolved (RFC 3986 §5) */
    public Discovery read(URI url) throws IOException {
        ResourceObject resource = requests.getResource(url);
        List<ApiRootUrl> roots = new ArrayList<>();
        List<Discovery.RefusedRoot> refused = new ArrayList<>();
        for (String reference : resource.texts("api_roots")) {
            try {
                roots.add(ApiRootUrl.resolve(url, reference));
            } catch (IllegalArgumentException unusable) {
                refused.add(new Discovery.RefusedRoot(reference, String.valueOf(unusable.getMessage())));
            }
        }
        return new Discovery(
                resource.text("title").orElse(""),
                resource.text("description"),
                resource.text("contact"),
                resource.text("default").flatMap(reference -> listed(url, reference, roots)),
                roots,
                refused,
                resource.others(STANDARD));
    }

    private static Optional<ApiRootUrl> listed(URI base, String reference, List<ApiRootUrl> roots) {
        try {
            return Optional.of(ApiRootUrl.resolve(base, reference)).filter(roots::contains);
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }
}
