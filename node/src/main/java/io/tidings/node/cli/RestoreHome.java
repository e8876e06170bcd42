package io.tidings.node.cli;

import io.tidings.node.backup.Restore;
import io.tidings.node.backup.RestoreReport;
import io.tidings.node.config.NodeHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings restore}: done when the home is whole and its store was opened and counted. */
@Command(
        name = "restore",
        description = {
            "Make a home from a backup, into the empty directory that --home names.",
            "The node must be stopped, and the one that was backed up must never run again."
        })
final class RestoreHome implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Option(
            names = "--replace",
            description = "Put what is in the home now into a folder replaced-TIME there, rather than refuse.")
    private boolean replace;

    @Mixin
    private BackupKeyOptions key = new BackupKeyOptions();

    RestoreHome(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeHome home = session.anyHome();
        if (home.exists() && session.running().isPresent()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "a node runs from " + home.directory() + "; stop it first: tidings stop --home "
                            + home.directory());
        }
        RestoreReport report = restored(home);
        Terminal terminal = session.terminal();
        terminal.print(Table.shown("restored " + report.home() + " from " + BackUp.described(report.backup())));
        report.replaced().ifPresent(path -> terminal.note("what lay there before is in " + path));
        if (!report.backup().withKeys()) {
            terminal.note("the backup has no keys: put keystore.p12 and secrets/ into " + report.home()
                    + " before you start it");
        }
        terminal.note(
                "what was added, given out or agreed after " + report.backup().takenAt()
                        + " is not in it; compare peers/ and clients/ with what is in force, then: tidings serve --home "
                        + report.home());
        return ExitCode.OK.number();
    }

    private RestoreReport restored(NodeHome home) throws IOException {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("restore")) {
            return new Restore(
                            session.surroundings().clock(),
                            session.surroundings().random())
                    .restore(file, key.key(), home, replace, progress);
        }
    }
}
