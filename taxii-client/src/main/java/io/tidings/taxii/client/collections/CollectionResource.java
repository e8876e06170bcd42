package io.tidings.taxii.client.collections;

import io.tidings.taxii.client.json.ResourceObject;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A collection as the server shows it to us (TAXII 2.1 §5.2.1).
 *
 * @param id any text: public servers use other forms than the standard's UUID
 * @param title empty if the server left it out
 * @param canRead as said; absent counts as false. Servers decide anew at each request
 * @param mediaTypes {@code application/stix+json} if the server names none (T-123)
 * @param customProperties members the standard does not define
 */
public record CollectionResource(
        String id,
        String title,
        Optional<String> description,
        Optional<String> alias,
        boolean canRead,
        boolean canWrite,
        List<String> mediaTypes,
        Map<String, Object> customProperties) {
    private static final Set<String> STANDARD =
            Set.of("id", "title", "description", "alias", "can_read", "can_write", "media_types");

    public CollectionResource {
        mediaTypes = List.copyOf(mediaTypes);
        customProperties = Collections.unmodifiableMap(new LinkedHashMap<>(customProperties));
    }

    static CollectionResource of(ResourceObject resource) throws IOException {
        List<String> mediaTypes = resource.texts("media_types");
        return new CollectionResource(
                resource.requiredText("id"),
                resource.text("title").orElse(""),
                resource.text("description"),
                resource.text("alias"),
                resource.isTrue("can_read"),
                resource.isTrue("can_write"),
                mediaTypes.isEmpty() ? List.of("application/stix+json") : mediaTypes,
                resource.others(STANDARD));
    }
}
