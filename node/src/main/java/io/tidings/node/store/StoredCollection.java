package io.tidings.node.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A collection's own data; who may use it stands in the agreements. {@code name} serves as TAXII alias. */
public record StoredCollection(UUID id, String name, String title, Optional<String> description, Instant createdAt) {
    /** How names of collections begin that are the node's own; no agreement can name such a one. */
    public static final String ASIDE = "~";

    /**
     * Whether it keeps what is in force nowhere: claims, quarantine. What lies there makes nobody the first to have
     * given an object (I-6), else a faulty copy of a stranger would lock out its creator.
     */
    public boolean isAside() {
        return name.startsWith(ASIDE);
    }
}
