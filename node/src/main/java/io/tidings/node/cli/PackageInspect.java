package io.tidings.node.cli;

import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings package inspect}: what is inside, whoever signed it. Needs no node. */
@Command(
        name = "inspect",
        description = "What a package says of itself, and its members, whether or not its signer is to be trusted.")
final class PackageInspect implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The package.")
    private Path file = Path.of("");

    @Mixin
    private PackageTrustOptions trust = new PackageTrustOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    PackageInspect(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Checked checked;
        try {
            checked = PackageCheck.check(trust.open(session, file), objects -> {});
        } catch (PackageFaultException fault) {
            throw new CommandFailure(
                    ExitCode.REFUSED, file + ": " + Table.shown(String.valueOf(fault.getMessage())), fault);
        }
        Terminal terminal = session.terminal();
        if (json.isSet()) {
            terminal.print(checked.manifest().text());
            return ExitCode.OK.number();
        }
        PackageDescription.lines(checked, Optional.empty()).forEach(terminal::print);
        var table = new Table("MEMBER", "SHA-256");
        checked.sums().forEach(table::row);
        table.lines().forEach(terminal::print);
        return ExitCode.OK.number();
    }
}
