package io.tidings.node.store;

import io.tidings.stix.object.StixObject;
import java.util.Optional;

/**
 * A marking definition as it is held.
 *
 * @param chain its signed provenance
 */
public record HeldDefinition(Entry entry, StixObject object, Optional<StoredChain> chain) {}
