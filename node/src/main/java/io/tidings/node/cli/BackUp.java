package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.BackupReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings backup}: done when the file is whole and on disk. */
@Command(
        name = "backup",
        description = {
            "Write everything the node needs to run again into one file, while it goes on working.",
            "The file holds the node's keys: whoever has it can be this node. It is written for its owner only."
        })
final class BackUp implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "The file to write; on the machine of the node, as its user, and not there yet.")
    private Optional<Path> to = Optional.empty();

    @Option(names = "--without-keys", description = "Leave keystore and secrets out; keep them elsewhere.")
    private boolean withoutKeys;

    @Mixin
    private JsonOption json = new JsonOption();

    BackUp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path file = to.orElseThrow(
                        () -> new CommandFailure(ExitCode.MISTAKE, "say which file to write: tidings backup --to FILE"))
                .toAbsolutePath()
                .normalize();
        BackupReport report = written(file);
        if (json.isSet()) {
            session.terminal().print(Reports.BACKUP.text(report));
        } else {
            session.terminal().print(described(report));
        }
        return ExitCode.OK.number();
    }

    private BackupReport written(Path file) throws Exception {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("backup")) {
            return session.work(operations -> operations.backup(file, !withoutKeys, progress));
        }
    }

    static String described(BackupReport report) {
        return Table.shown("%s: %s as of %s, %d entries in %d collections, %s keys, %d bytes"
                .formatted(
                        report.file(),
                        report.organisation(),
                        report.takenAt(),
                        report.entries(),
                        report.collections(),
                        report.withKeys() ? "with" : "without",
                        report.bytes()));
    }
}
