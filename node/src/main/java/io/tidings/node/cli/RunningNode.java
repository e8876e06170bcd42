package io.tidings.node.cli;

import java.net.URI;
import java.util.Optional;

/** A node that serves. */
public interface RunningNode extends AutoCloseable {
    /** For clients: {@code https://…/taxii2/}. */
    URI discoveryUrl();

    /** The same on the plain loopback listener, if there is one. */
    Optional<URI> plainDiscoveryUrl();

    /** Where peers connect. */
    URI peerUrl();

    /** Stops in order: no new requests, running ones to their end within bounds, then the store. */
    @Override
    void close();
}
