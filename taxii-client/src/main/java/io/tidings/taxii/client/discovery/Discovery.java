package io.tidings.taxii.client.discovery;

import io.tidings.taxii.client.url.ApiRootUrl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A discovery resource (TAXII 2.1 §4.1.1).
 *
 * @param title empty if the server left it out
 * @param defaultRoot only where it is one of {@code apiRoots} (T-096)
 * @param apiRoots absolute; may be on other hosts, which get no credentials unless configured
 * @param refused roots listed that cannot be used
 * @param customProperties members the standard does not define
 */
public record Discovery(
        String title,
        Optional<String> description,
        Optional<String> contact,
        Optional<ApiRootUrl> defaultRoot,
        List<ApiRootUrl> apiRoots,
        List<RefusedRoot> refused,
        Map<String, Object> customProperties) {
    public Discovery {
        apiRoots = List.copyOf(apiRoots);
        refused = List.copyOf(refused);
        customProperties = Collections.unmodifiableMap(new LinkedHashMap<>(customProperties));
    }

    /** A listed root that is not used, as it was written, and the rule it breaks. */
    public record RefusedRoot(String reference, String reason) {}
}
