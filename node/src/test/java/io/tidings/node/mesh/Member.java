package io.tidings.node.mesh;

import java.time.Duration;

/**
 * An organisation of the mesh.
 *
 * @param name as all others know it
 * @param creator the identity in whose name it writes
 * @param kind how it behaves
 * @param seals whether its node signs, and others know its keys
 * @param clockAhead of true time; may be negative
 */
public record Member(String name, String creator, Kind kind, boolean seals, Duration clockAhead) {
    /** How a member behaves. */
    public enum Kind {
        HONEST,
        /** Passes on what it gets, and publishes lies about it. */
        FORGER,
        /** Answers with all that is no TAXII. */
        FLOODER
    }

    public boolean isHonest() {
        return kind == Kind.HONEST;
    }
}
