package io.tidings.node.cli;

import io.tidings.node.api.wire.PackageForms;
import io.tidings.node.operations.PackageReport;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings package list}. */
@Command(name = "list", description = "Packages made and taken, the newest last.")
final class PackageList implements Callable<Integer> {
    private final Session session;

    @Option(names = "--most", paramLabel = "N", description = "At most so many (default: 100).")
    private int most = 100;

    @Mixin
    private JsonOption json = new JsonOption();

    PackageList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<PackageReport> all =
                session.work(operations -> operations.packages().list(most));
        if (json.isSet()) {
            session.terminal().print(PackageForms.PACKAGE.listText(all));
            return ExitCode.OK.number();
        }
        Instant now = session.surroundings().clock().instant();
        var table = new Table("", "PARTNER", "COLLECTION", "NUMBER", "CONTENT", "OBJECTS", "CREATED", "STATE", "FILE");
        all.forEach(each -> table.row(
                each.direction(),
                each.partner(),
                each.collection(),
                Long.toString(each.serial()),
                each.full() ? "full" : "delta",
                Long.toString(each.objects()),
                each.created(),
                state(each, now),
                each.file()));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }

    private static String state(PackageReport report, Instant now) {
        boolean over = !now.isBefore(Instant.parse(report.expires()));
        return report.state() + (over ? ", expired" : "");
    }
}
