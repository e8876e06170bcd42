package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.contentpackage.format.Acceptability;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.operations.Operations.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings package verify}: 0 if nothing stands against using the package. Needs no node. */
@Command(
        name = "verify",
        description = "Read a package to its end: who signed it, what is inside, what is wrong. Needs no node.")
final class PackageVerify implements Callable<Integer> {
    static final JsonForm<Finding> FINDING =
            JsonForm.shown((out, finding) -> out.text("fault", finding.fault().code())
                    .text("problem", finding.problem())
                    .text("remedy", finding.fault().remedy()));

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The package.")
    private Path file = Path.of("");

    @Mixin
    private PackageTrustOptions trust = new PackageTrustOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    PackageVerify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Acceptability acceptability = trust.acceptability(session);
        Optional<Checked> checked = Optional.empty();
        Optional<Acceptability.Judgement> judgement = Optional.empty();
        List<Finding> findings;
        try {
            checked = Optional.of(check());
            judgement = Optional.of(acceptability.judge(checked.get()));
            findings = judgement.get().findings();
        } catch (PackageFaultException fault) {
            findings = List.of(fault.finding());
        }
        if (json.isSet()) {
            print(checked, findings);
        } else {
            show(checked, judgement, findings);
        }
        return (findings.isEmpty() ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private Checked check() throws Exception {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("verify")) {
            return PackageCheck.check(
                    trust.open(session, file), objects -> progress.accept(new Progress("verify", objects)));
        }
    }

    private void print(Optional<Checked> checked, List<Finding> findings) {
        session.terminal().print(JsonForm.text(out -> {
            out.flag("acceptable", findings.isEmpty()).list("findings", FINDING, findings);
            checked.ifPresent(it -> PackageDescription.write(out, it));
        }));
    }

    private void show(Optional<Checked> checked, Optional<Acceptability.Judgement> judgement, List<Finding> findings) {
        Terminal terminal = session.terminal();
        checked.ifPresent(it -> PackageDescription.lines(it, judgement).forEach(terminal::print));
        if (findings.isEmpty()) {
            terminal.print("verified");
        }
        findings.forEach(each -> terminal.error(Table.shown(each.toString())));
    }
}
