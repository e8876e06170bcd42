package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.PublishReport;
import io.tidings.stix.validate.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings publish}: done when every object is stored or was held already. */
@Command(
        name = "publish",
        description =
                "Publish a STIX bundle or TAXII envelope, plain or gzip. Ends with 4 if an object was not stored.")
final class Publish implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The bundle or envelope.")
    private Path file = Path.of("");

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "Where to (name or id).")
    private String collection = "";

    @Option(
            names = "--profile",
            paramLabel = "P",
            description = "Refuse what breaks STIX rules by this profile: strict, interoperable, lenient"
                    + " (default: the node's).")
    private Optional<Profile> profile = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "PEER",
            description = "Only for this peer; nobody else can tell that it is there. May be repeated.")
    private List<String> to = new ArrayList<>();

    @Mixin
    private JsonOption json = new JsonOption();

    Publish(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        PublishReport report = published();
        if (json.isSet()) {
            session.terminal().print(Reports.PUBLISH.text(report));
        } else {
            session.terminal()
                    .print("%s: %d stored, %d held already, %d kept as claims, %d held aside, %d refused, of %d"
                            .formatted(
                                    report.collection(),
                                    report.stored(),
                                    report.alreadyHeld(),
                                    report.claimed(),
                                    report.aside(),
                                    report.refused(),
                                    report.total()));
        }
        report.problems()
                .forEach(each ->
                        session.terminal().note(Table.shown(each.id() + " " + each.version() + ": " + each.message())));
        return (report.refused() + report.aside() == 0 ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private PublishReport published() throws Exception {
        var content = new FileContent(file);
        try (Terminal.ProgressDisplay progress = session.terminal().progress("publish")) {
            return session.work(
                    operations -> operations.publish(collection, profile, to, content, content.name(), progress));
        }
    }
}
