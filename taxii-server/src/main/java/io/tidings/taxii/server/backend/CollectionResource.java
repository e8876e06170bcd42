package io.tidings.taxii.server.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A collection as one requester sees it (TAXII 2.1 §5.2.1).
 *
 * @param mediaTypes with version parameter; not empty
 * @param canDelete not part of the resource: whether DELETE is allowed where {@code canRead} and {@code canWrite} are
 * @param customProperties members the standard does not define, by name; see {@link #CUSTOM_NAME}
 */
public record CollectionResource(
        UUID id,
        String title,
        Optional<String> description,
        Optional<String> alias,
        boolean canRead,
        boolean canWrite,
        boolean canDelete,
        List<String> mediaTypes,
        Map<String, String> customProperties) {
    /** What a custom property may be called (TAXII 2.1 §7.1.1), with the prefix that no later version takes. */
    public static final Pattern CUSTOM_NAME = Pattern.compile("x_[a-z0-9_]{1,248}");
    /** STIX 2.1 objects. */
    public static final String STIX_2_1 = "application/stix+json;version=2.1";
    /** STIX 2.0 objects. */
    public static final String STIX_2_0 = "application/stix+json;version=2.0";

    /** @throws IllegalArgumentException if a custom property has a name of another form */
    public CollectionResource {
        mediaTypes = List.copyOf(mediaTypes);
        customProperties = Map.copyOf(customProperties);
        for (String name : customProperties.keySet()) {
            if (!CUSTOM_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not the name of a custom property (" + CUSTOM_NAME + "): " + name);
            }
        }
    }

    /** A collection without custom properties. */
    public CollectionResource(
            UUID id,
            String title,
            Optional<String> description,
            Optional<String> alias,
            boolean canRead,
            boolean canWrite,
            boolean canDelete,
            List<String> mediaTypes) {
        this(id, title, description, alias, canRead, canWrite, canDelete, mediaTypes, Map.of());
    }
}
