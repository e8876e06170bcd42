package io.tidings.node.cli;

import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.contentpackage.format.UpdateStage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings update stage}: the verified files in a folder of their own; nothing else is touched. */
@Command(
        name = "stage",
        description = {
            "Verify an update package, then lay its files ready in a new folder, all of them or none.",
            "To put them in the place of others is yours: stop the node, change its folder, start it."
        })
final class UpdateLay implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The update package.")
    private Path file = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "The folder to make; not there yet.")
    private Path to = Path.of("");

    @Mixin
    private PackageTrustOptions trust = new PackageTrustOptions();

    UpdateLay(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Checked checked = UpdateVerify.verified(session, trust, trust.acceptability(session), file);
        Path folder = to.toAbsolutePath().normalize();
        try {
            UpdateStage.into(folder, checked);
        } catch (PackageFaultException changed) {
            throw new CommandFailure(
                    ExitCode.REFUSED, file + ": " + Table.shown(String.valueOf(changed.getMessage())), changed);
        }
        Manifest.Update update = checked.manifest().update().orElseThrow();
        session.terminal().print(Table.shown(update.name() + " " + update.version() + " lies ready in " + folder));
        return ExitCode.OK.number();
    }
}
