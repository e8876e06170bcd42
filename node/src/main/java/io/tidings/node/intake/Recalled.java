package io.tidings.node.intake;

import io.tidings.node.seal.TrustedKey;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** What must not come in any more, since it was recalled. Answers from memory; for any number of threads. */
@FunctionalInterface
public interface Recalled {
    /**
     * Why the object may not enter, in words for whoever brings it; empty if it may.
     *
     * @param author who is proven to have brought it into circulation
     */
    Optional<String> fault(StixObject object, Delivery delivery, Optional<TrustedKey> author);

    /** Nothing was recalled. */
    static Recalled nothing() {
        return (object, delivery, author) -> Optional.empty();
    }
}
