package io.tidings.node.cli;

import io.tidings.node.contentpackage.format.Acceptability;
import io.tidings.node.contentpackage.format.BundleExtract;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.Operations.Progress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings package extract}: a plain STIX bundle, for partners without a node. Nothing is written unverified. */
@Command(name = "extract", description = "Verify a package, then write its objects as a STIX bundle. Needs no node.")
final class PackageExtract implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The package.")
    private Path file = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The bundle; not there yet.")
    private Path out = Path.of("");

    @Mixin
    private PackageTrustOptions trust = new PackageTrustOptions();

    PackageExtract(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Acceptability acceptability = trust.acceptability(session);
        try (Terminal.ProgressDisplay progress = session.terminal().progress("extract")) {
            Checked checked = PackageCheck.check(
                    trust.open(session, file), objects -> progress.accept(new Progress("verify", objects)));
            requireAcceptable(acceptability.judge(checked).findings());
            BundleExtract extract = new BundleExtract(checked);
            PrivateFiles.write(out, extract);
            session.terminal()
                    .note(Table.shown(out + ": " + checked.manifest().objects() + " objects of "
                            + checked.manifest().issuer().name()));
        } catch (PackageFaultException fault) {
            throw new CommandFailure(
                    ExitCode.REFUSED, file + ": " + Table.shown(String.valueOf(fault.getMessage())), fault);
        }
        return ExitCode.OK.number();
    }

    private void requireAcceptable(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    file + " is not to be used, and nothing was written: "
                            + Table.shown(
                                    findings.stream().map(Finding::toString).collect(Collectors.joining("; "))));
        }
    }
}
