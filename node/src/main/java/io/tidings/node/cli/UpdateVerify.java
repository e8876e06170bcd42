package io.tidings.node.cli;

import io.tidings.node.contentpackage.format.Acceptability;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings update verify}: 0 if the update is whole and signed by someone trusted. Touches nothing. */
@Command(name = "verify", description = "Verify an update package to its end. Touches nothing.")
final class UpdateVerify implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The update package.")
    private Path file = Path.of("");

    @Mixin
    private PackageTrustOptions trust = new PackageTrustOptions();

    UpdateVerify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Acceptability acceptability = trust.acceptability(session);
        Checked checked = verified(session, trust, acceptability, file);
        PackageDescription.lines(checked, Optional.of(acceptability.judge(checked)))
                .forEach(session.terminal()::print);
        var table = new Table("FILE", "SHA-256");
        checked.sums().forEach(table::row);
        table.lines().forEach(session.terminal()::print);
        session.terminal().print("verified");
        return ExitCode.OK.number();
    }

    /** @throws CommandFailure if it is no update, or not to be used */
    static Checked verified(Session session, PackageTrustOptions trust, Acceptability acceptability, Path file)
            throws Exception {
        Checked checked;
        try {
            checked = PackageCheck.check(trust.open(session, file), objects -> {});
        } catch (PackageFaultException fault) {
            throw new CommandFailure(
                    ExitCode.REFUSED, file + ": " + Table.shown(String.valueOf(fault.getMessage())), fault);
        }
        if (checked.manifest().kind() != Manifest.Kind.UPDATE) {
            throw new CommandFailure(
                    ExitCode.REFUSED, file + " is no update package; see: tidings package verify " + file);
        }
        Acceptability.Judgement judgement = acceptability.judge(checked);
        if (!judgement.isAcceptable()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    file + " is not to be used: "
                            + Table.shown(judgement.findings().stream()
                                    .map(Finding::toString)
                                    .collect(Collectors.joining("; "))));
        }
        return checked;
    }
}
