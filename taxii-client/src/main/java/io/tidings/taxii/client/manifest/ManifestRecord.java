package io.tidings.taxii.client.manifest;

import io.tidings.stix.time.StixTimestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * One object version of a collection (TAXII 2.1 §5.3.1).
 *
 * @param id as sent
 * @param version as sent; of an object without versions, whatever the server chose (T-068)
 * @param dateAdded absent where missing or unreadable
 */
public record ManifestRecord(String id, String version, Optional<Instant> dateAdded, Optional<String> mediaType) {
    /** The version as an instant, to compare by: servers rewrite its digits. */
    public Optional<StixTimestamp> versionTime() {
        return StixTimestamp.parse(version);
    }
}
