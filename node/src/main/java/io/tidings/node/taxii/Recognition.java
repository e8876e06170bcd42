package io.tidings.node.taxii;

import io.tidings.node.agreement.Principal;
import io.tidings.taxii.server.backend.Credentials;
import java.util.Optional;

/** Tells who presents credentials; empty for nobody known. Called from worker threads, may block. */
@FunctionalInterface
public interface Recognition {
    Optional<Principal> recognise(Credentials credentials);
}
