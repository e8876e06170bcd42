package io.tidings.node.cli;

import io.tidings.node.api.wire.SharingForms;
import io.tidings.node.operations.LeaveReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings peer leave}. */
@Command(
        name = "leave",
        description =
                "End the agreement with a peer: cut it off, put the agreement away, sign a record of what is left to"
                        + " be done.")
final class PeerLeave implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "As 'tidings peer list' shows it.")
    private String name = "";

    @ArgGroup(multiplicity = "1")
    private Theirs theirs = new Theirs();

    @Mixin
    private JsonOption json = new JsonOption();

    /** What becomes of what the peer gave. */
    static final class Theirs {
        @Option(names = "--keep", description = "Keep what they gave, as the agreement allows.")
        boolean keep;

        @Option(names = "--purge", description = "Destroy all that they gave, with its key. There is no way back.")
        boolean purge;
    }

    PeerLeave(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        LeaveReport left = session.work(operations -> operations.sharing().leave(name, theirs.purge));
        if (json.isSet()) {
            session.terminal().print(SharingForms.LEFT.text(left));
            return ExitCode.OK.number();
        }
        Terminal terminal = session.terminal();
        terminal.print("agreement  " + left.agreement());
        terminal.print("record     " + left.record());
        terminal.print("given      " + left.givenEntries() + " entries");
        terminal.print(
                "held       " + left.heldEntries() + " entries, " + left.destroyedEntries() + " of them destroyed");
        terminal.print("");
        terminal.print("left to be done:");
        left.duties().forEach(duty -> terminal.print(Table.shown("- " + duty)));
        return ExitCode.OK.number();
    }
}
