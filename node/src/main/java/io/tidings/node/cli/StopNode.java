package io.tidings.node.cli;

import io.tidings.node.api.client.RemoteOperations;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tidings stop}. */
@Command(name = "stop", description = "Ask the node that runs from this home to stop in order.")
final class StopNode implements Callable<Integer> {
    private final Session session;

    StopNode(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Optional<RemoteOperations> running = session.running();
        if (running.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "no node runs from " + session.home().directory());
        }
        running.get().stop();
        session.terminal().note("the node is stopping");
        return ExitCode.OK.number();
    }
}
