package io.tidings.node.cli;

import io.tidings.node.audit.AuditFiles;
import io.tidings.node.audit.AuditReader;
import io.tidings.node.audit.AuditRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings audit show}: the last records, for a person. */
@Command(name = "show", description = "Show the last records of the audit log.")
final class AuditShow implements Callable<Integer> {
    private final Session session;

    @Mixin
    private AuditChoice choice = new AuditChoice();

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "50",
            description = "Records to show (default: ${DEFAULT-VALUE}).")
    private int most = 50;

    AuditShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Deque<AuditRecord> last = new ArrayDeque<>();
        AuditReader.read(
                AuditFiles.in(session.home().audit()),
                choice.choice(session.surroundings().clock()),
                (record, line) -> {
                    last.add(record);
                    if (last.size() > Math.max(1, most)) {
                        last.remove();
                    }
                });
        var table = new Table("NO", "TIME", "KIND", "EVENT", "WHO", "WHAT");
        last.forEach(each -> table.row(
                Long.toString(each.seq()),
                each.time().toString(),
                each.kind(),
                each.event(),
                each.who(),
                details(each)));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }

    private static String details(AuditRecord record) {
        List<String> details = new ArrayList<>();
        record.what().properties().forEach(each -> {
            if (!each.getKey().equals("jws") && !each.getKey().equals("pem")) {
                details.add(each.getKey() + "="
                        + each.getValue().asText(each.getValue().toString()));
            }
        });
        return String.join(" ", details);
    }
}
