package io.tidings.node.store;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** An entry on its way into the database. */
record NewEntry(ObjectVersion version, StixObject object, Optional<StoredChain> chain) {
    /** One without signed provenance. */
    NewEntry(ObjectVersion version, StixObject object) {
        this(version, object, Optional.empty());
    }
}
