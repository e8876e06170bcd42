package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.DestroyReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings origin destroy}. */
@Command(
        name = "destroy",
        description = "Destroy for good all that someone gave, with its key. There is no way back, not from backups"
                + " either.")
final class OriginDestroy implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "ORIGIN",
            description = "As 'tidings origin list' shows it: peer:NAME, client:NAME, operator.")
    private String origin = "";

    @Option(names = "--yes", description = "Do it. Without it nothing is done.")
    private boolean sure;

    @Mixin
    private JsonOption json = new JsonOption();

    OriginDestroy(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (!sure) {
            throw new CommandFailure(
                    ExitCode.MISTAKE,
                    "this destroys for good all that " + origin + " gave, and nothing was done; add --yes to do it");
        }
        DestroyReport destroyed = session.work(operations -> operations.destroyOrigin(origin));
        if (json.isSet()) {
            session.terminal().print(Reports.DESTROYED.text(destroyed));
        } else {
            tell(destroyed);
        }
        return ExitCode.OK.number();
    }

    private void tell(DestroyReport destroyed) {
        Terminal terminal = session.terminal();
        terminal.print(destroyed.origin() + ": " + destroyed.entries() + " entries and " + destroyed.keys()
                + (destroyed.keys() == 1 ? " key" : " keys") + " destroyed");
        if (destroyed.keys() > 0) {
            terminal.note("the storage key was replaced: back up storage-keys.p12 now, and destroy its older copies");
        }
        if (destroyed.unencrypted() > 0) {
            terminal.note(destroyed.unencrypted() + " of the entries were not encrypted: they are deleted, but their"
                    + " bytes may be left in the free space of the database's file and in backups");
        }
    }
}
