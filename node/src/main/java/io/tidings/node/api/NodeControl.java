package io.tidings.node.api;

import io.tidings.node.config.NodeConfiguration;

/** What an operator can ask of the node's process itself. */
public interface NodeControl {
    /** Asks the process to stop in order; returns at once. */
    void stop();

    /** What the process runs with. */
    NodeConfiguration configuration();
}
