package io.tidings.node.cli;

import io.tidings.node.audit.AuditReader.Choice;
import io.tidings.node.audit.Kind;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which records of the audit log. */
final class AuditChoice {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From when on: a day or a time of UTC, or how long ago, such as 24h.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Until before when.")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only these: collection, assessment, sharing, use, administration, refused, audit. May be"
                    + " repeated.")
    private Set<String> kinds = new LinkedHashSet<>();

    Choice choice(Clock clock) {
        return new Choice(
                since.map(text -> Conversions.past(text, clock)),
                until.map(text -> Conversions.past(text, clock)),
                kinds.stream().map(AuditChoice::kind).collect(Collectors.toSet()));
    }

    private static Kind kind(String text) {
        return Kind.parse(text)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.MISTAKE,
                        "'" + text + "' is no kind of record; there are: "
                                + Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(", "))));
    }
}
