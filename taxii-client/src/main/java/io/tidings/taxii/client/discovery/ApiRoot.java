package io.tidings.taxii.client.discovery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An API root resource (TAXII 2.1 §4.2.1).
 *
 * @param title empty if the server left it out
 * @param versions TAXII media types
 * @param maxContentLength in bytes, of a request's body; empty if the server left it out
 * @param customProperties members the standard does not define
 */
public record ApiRoot(
        String title,
        Optional<String> description,
        List<String> versions,
        OptionalLong maxContentLength,
        Map<String, Object> customProperties) {
    public ApiRoot {
        versions = List.copyOf(versions);
        customProperties = Collections.unmodifiableMap(new LinkedHashMap<>(customProperties));
    }
}
