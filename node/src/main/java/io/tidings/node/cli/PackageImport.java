package io.tidings.node.cli;

import io.tidings.node.api.wire.PackageForms;
import io.tidings.node.operations.PackageImportReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings package import}: 0 if every file was taken, or had been; 4 if one was not. */
@Command(
        name = "import",
        description = {
            "Take packages in: each is verified to its end first, then taken whole or not at all.",
            "To import one again does no harm."
        })
final class PackageImport implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE|FOLDER", description = "A package, or a folder of *.tidings; on the node's machine.")
    private Path from = Path.of("");

    @Option(names = "--into", paramLabel = "NAME", description = "The collection, where the agreement allows several.")
    private Optional<String> into = Optional.empty();

    @Option(
            names = "--acknowledge-to",
            paramLabel = "FOLDER",
            description = "Write word to the senders into this folder.")
    private Optional<Path> acknowledgeTo = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    PackageImport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<PackageImportReport> reports = taken();
        if (json.isSet()) {
            session.terminal().print(PackageForms.IMPORT.listText(reports));
        } else {
            reports.forEach(this::print);
            if (reports.isEmpty()) {
                session.terminal().note("there is no *.tidings in " + from);
            }
        }
        boolean all = reports.stream().allMatch(PackageImportReport::isDone);
        return (all ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private void print(PackageImportReport report) {
        Terminal terminal = session.terminal();
        if (report.outcome().equals(PackageImportReport.TAKEN)) {
            terminal.print(Table.shown(
                    "%s: package %d of %s taken into %s: %d objects, %d stored, %d held already, %d kept as claims, %d in quarantine, %d refused"
                            .formatted(
                                    report.file(),
                                    report.serial(),
                                    report.partner().orElse("?"),
                                    report.collection().orElse("?"),
                                    report.objects(),
                                    report.stored(),
                                    report.alreadyHeld(),
                                    report.claimed(),
                                    report.quarantined(),
                                    report.refused())));
        } else {
            terminal.print(Table.shown(report.file() + ": " + words(report)));
        }
        report.findings().forEach(each -> terminal.note(Table.shown("  " + each)));
    }

    private static String words(PackageImportReport report) {
        return switch (report.outcome()) {
            case PackageImportReport.REPEATED -> "was taken before; nothing is to be done";
            case PackageImportReport.ACKNOWLEDGEMENT ->
                report.findings().isEmpty()
                        ? "word of a package of ours, noted"
                        : "word of a package that is none of ours";
            case PackageImportReport.WAITING -> "not taken yet";
            default -> "not taken";
        };
    }

    private List<PackageImportReport> taken() throws Exception {
        Path file = from.toAbsolutePath().normalize();
        Optional<Path> folder = acknowledgeTo.map(each -> each.toAbsolutePath().normalize());
        try (Terminal.ProgressDisplay progress = session.terminal().progress("import")) {
            return session.work(operations -> operations.packages().take(file, into, folder, progress));
        }
    }
}
