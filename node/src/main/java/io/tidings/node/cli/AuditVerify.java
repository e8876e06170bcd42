package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.audit.AuditFiles;
import io.tidings.node.audit.AuditVerifier;
import io.tidings.node.audit.AuditVerifier.Expected;
import io.tidings.node.audit.Head;
import io.tidings.node.audit.Verification;
import io.tidings.node.operations.AuditReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings audit verify}: 0 if the log is proven, 1 if it is not. */
@Command(
        name = "verify",
        description = "Prove that the audit log is as it was written, or name the first thing that is not. Ends with 1"
                + " then.")
final class AuditVerify implements Callable<Integer> {
    private static final long MOST_CHECKPOINT_BYTES = 16 << 10;
    private static final JsonForm<Verification> FORM = JsonForm.shown((out, v) -> out.flag("proven", v.isProven())
            .number("records", v.records())
            .number("first", v.first())
            .number("last", v.last())
            .text("head", v.head().map(Head::text))
            .number("signedThrough", v.signedThrough())
            .number("checkpoints", v.checkpoints())
            .texts("signers", v.signers())
            .text("fault", v.fault().map(Verification.Fault::toString))
            .texts("notes", v.notes()));

    private final Session session;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Files of a log, or folders with such; without a node (default: the node's own, against what its"
                            + " store remembers).")
    private List<Path> from = new ArrayList<>();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "A checkpoint kept outside the node: the log must hold what it was signed for. May be repeated.")
    private List<Path> checkpoints = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "PIN",
            description = "A key that may have signed, sha256:…; any other is a fault. May be repeated.")
    private Set<String> keys = new LinkedHashSet<>();

    @Mixin
    private JsonOption json = new JsonOption();

    AuditVerify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Verification verification = from.isEmpty()
                ? ofNode()
                : AuditVerifier.verify(files(), new Expected(false, Optional.empty(), kept(), keys));
        if (json.isSet()) {
            session.terminal().print(FORM.text(verification));
        } else {
            show(verification);
        }
        return (verification.isProven() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    // The head is asked for first: what is written meanwhile only makes the files longer than that.
    private Verification ofNode() throws Exception {
        AuditReport node = session.work(operations -> operations.sharing().audit());
        Verification verification = AuditVerifier.verify(
                AuditFiles.in(session.home().audit()),
                new Expected(true, node.remembered().flatMap(Head::parse), kept(), keys));
        if (!verification.signers().isEmpty() && !verification.signers().contains(node.key())) {
            session.terminal().note("none of it is signed by the key that this node has now, " + node.key());
        }
        return verification;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path each : from) {
            if (Files.isDirectory(each)) {
                files.addAll(AuditFiles.in(each));
            } else {
                files.add(each);
            }
        }
        if (files.isEmpty()) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "there is no file of an audit log there");
        }
        return files;
    }

    private List<String> kept() throws IOException {
        List<String> read = new ArrayList<>();
        for (Path each : checkpoints) {
            if (Files.size(each) > MOST_CHECKPOINT_BYTES) {
                throw new CommandFailure(ExitCode.MISTAKE, each + " is no checkpoint: it is too long");
            }
            read.add(Files.readString(each, StandardCharsets.US_ASCII).strip());
        }
        return read;
    }

    private void show(Verification v) {
        Terminal terminal = session.terminal();
        v.notes().forEach(note -> terminal.note(Table.shown(note)));
        if (v.fault().isPresent()) {
            terminal.error(Table.shown(v.fault().get().toString()));
            terminal.print("not proven: in order are " + v.records() + " records"
                    + (v.records() > 0 ? ", " + v.first() + " to " + v.last() : ""));
            return;
        }
        terminal.print("proven: records " + v.first() + " to " + v.last() + ", of which up to " + v.signedThrough()
                + " are signed by " + (v.signers().isEmpty() ? "nobody" : String.join(", ", v.signers())));
        v.head().ifPresent(head -> terminal.print("head:   " + head.text()));
    }
}
