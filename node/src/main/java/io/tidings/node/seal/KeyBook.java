package io.tidings.node.seal;

import java.util.Optional;

/** The keys that seals are verified with. For any number of threads. */
@FunctionalInterface
public interface KeyBook {
    /** @param thumbprint as in a seal's header */
    Optional<TrustedKey> find(String thumbprint);
}
