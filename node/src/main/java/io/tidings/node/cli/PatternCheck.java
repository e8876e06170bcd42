package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonOut;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.syntax.Location;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternFinding;
import io.tidings.stix.validate.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings pattern check}: needs no node. */
@Command(
        name = "check",
        description = "Check STIX patterns: form, object types, paths, operators, constants. Ends with 4 if one is"
                + " against the text.")
final class PatternCheck implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "PATTERN", description = "Such as \"[ipv4-addr:value = '192.0.2.1']\".")
    private List<String> given = new ArrayList<>();

    @Option(names = "--file", paramLabel = "FILE", description = "Patterns, one a line; - is standard input.")
    private Optional<String> file = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    PatternCheck(Session session) {
        this.session = session;
    }

    private record Remark(String severity, Location location, String rule, String problem, String remedy) {}

    private static final JsonForm<Remark> REMARK = JsonForm.shown(PatternCheck::write);

    @Override
    public Integer call() throws Exception {
        boolean faulty = false;
        for (String pattern : PatternInput.read(given, file, session)) {
            List<Remark> remarks = remarks(pattern);
            faulty |= remarks.stream().anyMatch(each -> each.severity().equals("error"));
            if (json.isSet()) {
                session.terminal()
                        .print(JsonForm.text(out -> out.text("pattern", pattern).list("findings", REMARK, remarks)));
            } else {
                show(pattern, remarks);
            }
        }
        return (faulty ? ExitCode.REFUSED : ExitCode.OK).number();
    }

    private static List<Remark> remarks(String text) {
        try {
            return Pattern.parse(text).check().stream()
                    .map(PatternCheck::remark)
                    .toList();
        } catch (MalformedPatternException none) {
            return List.of(new Remark(
                    "error",
                    none.location(),
                    "S-257 (§9)",
                    "found " + none.found() + ", expected " + none.expected(),
                    none.hint().orElse("")));
        }
    }

    private static Remark remark(PatternFinding finding) {
        Severity severity = finding.severity();
        return new Remark(
                severity.name().toLowerCase(Locale.ROOT),
                finding.location(),
                finding.rule(),
                finding.message(),
                finding.remedy());
    }

    private void show(String pattern, List<Remark> remarks) {
        Terminal terminal = session.terminal();
        if (remarks.isEmpty()) {
            terminal.print("right: " + Table.shown(pattern));
        }
        for (Remark each : remarks) {
            PatternPlace.lines(pattern, each.location()).forEach(terminal::print);
            terminal.print(Table.shown(each.severity() + " at " + each.location() + ": " + each.problem()
                    + (each.remedy().isEmpty() ? "" : "; " + each.remedy()) + " [" + each.rule() + "]"));
        }
    }

    private static void write(JsonOut out, Remark remark) {
        out.text("severity", remark.severity())
                .number("line", remark.location().line())
                .number("column", remark.location().column())
                .text("rule", remark.rule())
                .text("problem", remark.problem())
                .text("remedy", remark.remedy());
    }
}
