package io.tidings.taxii.server.query;

import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.version.VersionSelector;
import java.util.Optional;
import java.util.Set;

/**
 * What a Delete an Object request asks for (TAXII 2.1 §5.7).
 *
 * @param objectId of the path, as sent
 * @param versions absent means every version
 * @param specVersions absent means every one
 */
public record DeleteQuery(
        String objectId, Optional<VersionSelector> versions, Optional<Set<SpecVersion>> specVersions) {}
