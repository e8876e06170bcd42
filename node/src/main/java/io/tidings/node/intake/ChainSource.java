package io.tidings.node.intake;

import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** The signed provenance that came with content. */
@FunctionalInterface
public interface ChainSource {
    /** What came with this object: a chain, or why there is none; empty if nothing came. */
    Optional<Assembled> find(StixObject object);

    /** Of content that came alone. */
    static ChainSource none() {
        return object -> Optional.empty();
    }
}
