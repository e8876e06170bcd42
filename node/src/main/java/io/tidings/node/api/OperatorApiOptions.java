package io.tidings.node.api;

import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.Secret;
import java.time.Clock;

/**
 * How an operator API is offered.
 *
 * @param home whose {@code run/} holds the run file and what is being published
 * @param key a caller must show it
 * @param maxPublishBytes of one publication
 */
public record OperatorApiOptions(NodeHome home, Secret key, long maxPublishBytes, Clock clock) {
    /** 4 GiB: an operator publishes his own files from his own disk. */
    public static final long MAX_PUBLISH_BYTES = 4L << 30;
}
