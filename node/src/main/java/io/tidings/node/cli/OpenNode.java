package io.tidings.node.cli;

import io.tidings.node.operations.Operations;

/** A home that the command line opened itself because no node runs from it. */
public interface OpenNode extends AutoCloseable {
    Operations operations();

    @Override
    void close();
}
