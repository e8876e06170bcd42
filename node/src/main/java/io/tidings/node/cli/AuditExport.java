package io.tidings.node.cli;

import io.tidings.node.audit.AuditFiles;
import io.tidings.node.audit.AuditReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings audit export}: the lines as they stand in the files. */
@Command(
        name = "export",
        description = "Print records of the audit log as JSON lines. Without a choice these are the files as they are,"
                + " which 'tidings audit verify --from' proves.")
final class AuditExport implements Callable<Integer> {
    private final Session session;

    @Mixin
    private AuditChoice choice = new AuditChoice();

    AuditExport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        AuditReader.read(
                AuditFiles.in(session.home().audit()),
                choice.choice(session.surroundings().clock()),
                (record, line) ->
                        session.terminal().print(new String(line, 0, line.length - 1, StandardCharsets.UTF_8)));
        return ExitCode.OK.number();
    }
}
