package io.tidings.taxii.server.backend;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A collection as one requester sees it (TAXII 2.1 §5.2.1).
 *
 * @param mediaTypes with version parameter; not empty
 * @param canDelete not part of the resource: whether DELETE is allowed where {@code canRead} and {@code canWrite} are
 */
public record CollectionResource(
        UUID id,
        String title,
        Optional<String> description,
        Optional<String> alias,
        boolean canRead,
        boolean canWrite,
        boolean canDelete,
        List<String> mediaTypes) {
    /** STIX 2.1 objects. */
    public static final String STIX_2_1 = "application/stix+json;version=2.1";
    /** STIX 2.0 objects. */
    public static final String STIX_2_0 = "application/stix+json;version=2.0";

    public CollectionResource {
        mediaTypes = List.copyOf(mediaTypes);
    }
}
