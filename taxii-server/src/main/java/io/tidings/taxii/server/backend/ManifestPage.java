package io.tidings.taxii.server.backend;

import java.time.Instant;
import java.util.List;

/** One page of a manifest or of an object's versions (TAXII 2.1 §5.3, §5.8). */
public record ManifestPage(List<Entry> entries, PageEnd end) {
    public ManifestPage {
        entries = List.copyOf(entries);
    }

    /**
     * One version of one object.
     *
     * @param dateAdded at microseconds
     * @param version as the producer wrote it
     */
    public record Entry(String id, Instant dateAdded, String version, String mediaType) {}
}
