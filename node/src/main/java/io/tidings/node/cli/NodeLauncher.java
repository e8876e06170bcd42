package io.tidings.node.cli;

import io.tidings.node.config.NodeHome;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;

/** Starts a whole node in this process. */
@FunctionalInterface
public interface NodeLauncher {
    /**
     * Returns once every listener accepts connections and the operator API's run file is written.
     *
     * @throws IOException if something cannot be opened or listened on; nothing stays open then
     * @throws MistakesException if the configuration or an agreement is wrong
     */
    RunningNode start(NodeHome home, ServeOptions options) throws IOException, MistakesException;
}
