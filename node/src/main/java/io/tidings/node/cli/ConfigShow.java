package io.tidings.node.cli;

import io.tidings.node.api.client.RemoteOperations;
import io.tidings.node.api.wire.ConfigurationText;
import io.tidings.node.config.NodeConfiguration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tidings config show}. */
@Command(
        name = "show",
        description = "Print, as JSON, the configuration that the running node has, or that it would start with.")
final class ConfigShow implements Callable<Integer> {
    private final Session session;

    ConfigShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Optional<RemoteOperations> running = session.running();
        session.terminal()
                .print(
                        running.isPresent()
                                ? running.get().configuration()
                                : ConfigurationText.of(
                                        NodeConfiguration.load(session.home().configuration())));
        return ExitCode.OK.number();
    }
}
