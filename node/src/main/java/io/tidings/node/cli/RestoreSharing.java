package io.tidings.node.cli;

import io.tidings.node.operations.CutReport;
import io.tidings.node.operations.Operations;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code tidings restore-sharing}. */
@Command(name = "restore-sharing", description = "End a cut that 'tidings cut' made.")
final class RestoreSharing implements Callable<Integer> {
    private final Session session;

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    RestoreSharing(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<CutReport> left = session.work(operations -> {
            operations.sharing().restore(whom.peer);
            return cuts(operations);
        });
        session.terminal().note("the cut of " + whom.shown() + " has ended");
        left.forEach(cut -> session.terminal()
                .note("still cut off: " + Table.shown(cut.who().equals("*") ? "everyone" : cut.who())));
        return ExitCode.OK.number();
    }

    private static List<CutReport> cuts(Operations operations) {
        return operations.status().cuts();
    }
}
