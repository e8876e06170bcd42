package io.tidings.node.cli;

import io.tidings.node.operations.Quarantining;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which of what is kept aside a command is about. */
final class QuarantineChoice {
    @Parameters(
            arity = "0..*",
            paramLabel = "OBJECT-ID",
            description = "As 'tidings quarantine list' shows it; all versions of it.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "SOURCE",
            description = "All that came from a source, such as peer:bank-b, instead of single objects.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why you decide so; kept with the decision.")
    private Optional<String> reason = Optional.empty();

    Quarantining.Choice choice() {
        if (ids.isEmpty() == source.isEmpty()) {
            throw new CommandFailure(ExitCode.MISTAKE, "name either objects by their ids, or one source with --from");
        }
        return new Quarantining.Choice(ids, source, reason);
    }
}
