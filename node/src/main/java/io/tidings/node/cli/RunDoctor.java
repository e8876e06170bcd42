package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.doctor.Doctor;
import io.tidings.node.doctor.Finding;
import io.tidings.node.doctor.Patient;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.StatusReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings doctor}. */
@Command(
        name = "doctor",
        description = {
            "Prove the deployment: machine, files, keystore, disk, store, listeners, each peer.",
            "One line a check: ok, warning or FAULT, what was found, what to do. Ends with 1 if there is a FAULT."
        })
final class RunDoctor implements Callable<Integer> {
    private static final JsonForm<Finding> FORM = JsonForm.shown((out, finding) -> out.text("check", finding.check())
            .text("level", text(finding.level()))
            .text("found", finding.found())
            .text("advice", Optional.of(finding.advice()).filter(advice -> !advice.isEmpty())));

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PEER", description = "Only the way to this peer, and what is wrong here.")
    private Optional<String> peer = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    RunDoctor(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Patient patient = new Patient(
                session.home(),
                new Asked(session),
                session.surroundings().clock(),
                session.surroundings().random());
        List<Finding> findings = new Doctor(patient).examine(peer);
        long faults = count(findings, Finding.Level.FAULT);
        long warnings = count(findings, Finding.Level.WARNING);
        if (json.isSet()) {
            session.terminal()
                    .print(JsonForm.text(out -> out.number("faults", faults)
                            .number("warnings", warnings)
                            .list("findings", FORM, findings)));
        } else {
            findings.forEach(finding -> session.terminal().print(line(finding)));
            session.terminal().note(faults + " faults, " + warnings + " warnings");
        }
        return (faults == 0 ? ExitCode.OK : ExitCode.FAILED).number();
    }

    /** The node, as other commands find it. */
    private record Asked(Session session) implements Patient.StatusSource {
        @Override
        public Optional<StatusReport> ofRunningNode() throws IOException {
            return session.running().map(Operations::status);
        }

        @Override
        public StatusReport byOpening() throws Exception {
            return session.work(Operations::status);
        }
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** Words of peers are among them. */
    private static String line(Finding finding) {
        String advice = finding.advice().isEmpty() ? "" : ". What to do: " + finding.advice();
        return Table.shown("%-8s %s: %s%s".formatted(text(finding.level()), finding.check(), finding.found(), advice));
    }

    private static String text(Finding.Level level) {
        return level == Finding.Level.FAULT ? "FAULT" : level.name().toLowerCase(Locale.ROOT);
    }
}
