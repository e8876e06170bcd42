package io.tidings.node.cli;

import io.tidings.node.api.wire.RecallForms;
import io.tidings.node.recall.RecallReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings recall}. */
@Command(
        name = "recall",
        description = {
            "Withdraw an object: it is deleted here, and whoever was given it is told that it must not be used or held"
                    + " any more.",
            "Without an object, with --list: the recalls that are known, of this node and of others."
        })
final class RecallIssue implements Callable<Integer> {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "OBJECT-ID",
            description = "Such as indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f.")
    private Optional<String> objectId = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for those who were given it; signed, and part of their audit logs.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--version", paramLabel = "V", description = "Only this version, such as 2026-01-31T00:00:00.000Z.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--list", description = "Show all recalls.")
    private boolean list;

    @Mixin
    private JsonOption json = new JsonOption();

    RecallIssue(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            List<RecallReport> recalls =
                    session.work(operations -> operations.recalls().list());
            show(recalls);
            return ExitCode.OK.number();
        }
        String object = objectId.orElseThrow(() -> mistake("say which object: tidings recall OBJECT-ID --reason TEXT"));
        String why = reason.orElseThrow(() -> mistake("say why: --reason TEXT"));
        RecallReport recall = session.work(operations -> operations.recalls().recall(object, version, why));
        if (json.isSet()) {
            session.terminal().print(RecallForms.RECALL.text(recall));
        } else {
            RecallShow.describe(session.terminal(), recall);
        }
        return ExitCode.OK.number();
    }

    private static CommandFailure mistake(String text) {
        return new CommandFailure(ExitCode.MISTAKE, text);
    }

    private void show(List<RecallReport> recalls) {
        if (json.isSet()) {
            session.terminal().print(RecallForms.RECALL.listText(recalls));
            return;
        }
        var table = new Table("AT", "BY", "OBJECT", "STANDING", "HERE", "TOLD", "ANSWERED", "ACTED");
        for (RecallReport each : recalls) {
            long answered = each.told().stream()
                    .filter(told -> told.answer().isPresent())
                    .count();
            long acted = each.told().stream()
                    .flatMap(told -> told.answer().stream())
                    .filter(RecallShow::acted)
                    .count();
            table.row(
                    each.at(),
                    each.own() ? "this node" : each.by(),
                    each.object(),
                    each.standing(),
                    each.action(),
                    Integer.toString(each.told().size()),
                    Long.toString(answered),
                    Long.toString(acted));
        }
        table.lines().forEach(session.terminal()::print);
    }
}
