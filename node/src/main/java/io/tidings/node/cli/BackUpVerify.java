package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.backup.BackupFile;
import io.tidings.node.operations.BackupReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings backup verify}: 0 when every member is what was written. Needs no home. */
@Command(name = "verify", description = "Read a backup to its end and compare every member with its SHA-256.")
final class BackUpVerify implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Mixin
    private BackupKeyOptions key = new BackupKeyOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    BackUpVerify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        BackupReport report = checked();
        session.terminal().print(json.isSet() ? Reports.BACKUP.text(report) : "whole: " + BackUp.described(report));
        return ExitCode.OK.number();
    }

    private BackupReport checked() throws IOException {
        try (BackupFile backup = BackupFile.open(file, key.key());
                Terminal.ProgressDisplay progress = session.terminal().progress("verify")) {
            return backup.check(progress);
        }
    }
}
