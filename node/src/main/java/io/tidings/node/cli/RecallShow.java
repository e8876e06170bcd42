package io.tidings.node.cli;

import io.tidings.node.api.wire.RecallForms;
import io.tidings.node.recall.RecallReport;
import io.tidings.node.recall.RecallReport.Answer;
import io.tidings.node.recall.RecallReport.Told;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings recall show}. */
@Command(name = "show", description = "Who was given what was recalled, who has answered, and what they did.")
final class RecallShow implements Callable<Integer> {
    private static final Set<String> ACTED = Set.of("removed", "held");

    private final Session session;

    @Parameters(paramLabel = "OBJECT-ID", description = "As 'tidings recall --list' shows it.")
    private String objectId = "";

    @Mixin
    private JsonOption json = new JsonOption();

    RecallShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<RecallReport> recalls =
                session.work(operations -> operations.recalls().show(objectId));
        if (json.isSet()) {
            session.terminal().print(RecallForms.RECALL.listText(recalls));
        } else {
            recalls.forEach(each -> describe(session.terminal(), each));
        }
        return ExitCode.OK.number();
    }

    static boolean acted(Answer answer) {
        return ACTED.contains(answer.did());
    }

    static void describe(Terminal terminal, RecallReport recall) {
        terminal.print("object     " + recall.object()
                + recall.version().map(v -> " of " + v).orElse(""));
        terminal.print("recalled   " + recall.at() + " by " + Table.shown(recall.own() ? "this node" : recall.by())
                + ", as its " + recall.standing());
        terminal.print("reason     " + Table.shown(recall.reason()));
        terminal.print("here       " + recall.action() + ", " + recall.entries() + " entries");
        if (!recall.from().isEmpty()) {
            terminal.print("brought by " + String.join(", ", recall.from()));
        }
        var table = new Table("WHO WAS GIVEN IT", "WHEN", "HOW", "ANSWER", "SINCE", "FURTHER ON");
        recall.told()
                .forEach(told -> table.row(
                        told.who(), told.given(), told.channel(), answer(told), since(recall, told), onward(told)));
        table.lines().forEach(terminal::print);
        if (recall.told().stream().anyMatch(told -> !told.answers())) {
            terminal.note("clients cannot answer: for them it is gone from the collection; tell their owners");
        }
    }

    private static String answer(Told told) {
        return told.answer()
                .map(answer -> answer.did() + (answer.proven() ? "" : " (key not known here)"))
                .orElse(told.answers() ? "none" : "-");
    }

    private static String since(RecallReport recall, Told told) {
        return told.answer().map(Answer::at).orElse(told.answers() ? recall.at() : "-");
    }

    private static String onward(Told told) {
        return told.answer()
                .filter(answer -> answer.peers() + answer.clients() > 0)
                .map(answer -> answer.peers() + " peers, " + answer.clients() + " clients; " + answer.answered()
                        + " answered, " + answer.acted() + " acted")
                .orElse("-");
    }
}
