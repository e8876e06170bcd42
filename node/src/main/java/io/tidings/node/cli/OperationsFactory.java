package io.tidings.node.cli;

import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.OperationException;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;

/** Opens a home's store for one command. */
@FunctionalInterface
public interface OperationsFactory {
    /**
     * @throws OperationException of kind {@code UNAVAILABLE} if another process has the store open
     * @throws MistakesException if the configuration or an agreement is wrong
     */
    OpenNode open(NodeHome home) throws IOException, MistakesException;
}
