package io.tidings.taxii.server.backend;

import java.util.List;
import java.util.Optional;

/**
 * The discovery resource (TAXII 2.1 §4.1.1).
 *
 * @param apiRoots paths that begin and end in {@code /}; may be empty
 * @param defaultRoot one of {@code apiRoots}
 */
public record Discovery(
        String title,
        Optional<String> description,
        Optional<String> contact,
        Optional<String> defaultRoot,
        List<String> apiRoots) {
    public Discovery {
        apiRoots = List.copyOf(apiRoots);
        if (defaultRoot.isPresent() && !apiRoots.contains(defaultRoot.get())) {
            throw new IllegalArgumentException("the default root is one of the roots (T-096): " + defaultRoot.get());
        }
    }
}
