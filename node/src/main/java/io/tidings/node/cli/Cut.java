package io.tidings.node.cli;

import io.tidings.node.api.wire.SharingForms;
import io.tidings.node.operations.CutReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings cut}. */
@Command(
        name = "cut",
        description = "Cut sharing off at once, in both directions: connections, requests, transfers. It lasts, over"
                + " restarts too, until 'tidings restore-sharing'.")
final class Cut implements Callable<Integer> {
    private final Session session;

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown by 'tidings status' and recorded.")
    private Optional<String> reason = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    Cut(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        CutReport cut = session.work(operations -> operations.sharing().cut(whom.peer, reason));
        if (json.isSet()) {
            session.terminal().print(SharingForms.CUT.text(cut));
        } else {
            session.terminal().print("sharing with " + whom.shown() + " is cut off since " + cut.since());
            session.terminal().note("to end that: tidings restore-sharing " + whom.peer.orElse("--all"));
        }
        return ExitCode.OK.number();
    }
}
