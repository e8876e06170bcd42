package io.tidings.node.cli;

import io.tidings.node.api.wire.QuarantineForms;
import io.tidings.node.operations.QuarantineReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings quarantine release}. */
@Command(
        name = "release",
        description =
                "Let objects in although they break rules or hold sensitive data. Ends with 4 if one did not enter.")
final class QuarantineRelease implements Callable<Integer> {
    private final Session session;

    @Mixin
    private QuarantineChoice which = new QuarantineChoice();

    @Mixin
    private JsonOption json = new JsonOption();

    QuarantineRelease(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        var choice = which.choice();
        List<QuarantineReport.Outcome> outcomes =
                session.work(operations -> operations.quarantine().release(choice));
        if (json.isSet()) {
            session.terminal().print(QuarantineForms.OUTCOME.listText(outcomes));
        } else {
            long entered =
                    outcomes.stream().filter(QuarantineReport.Outcome::entered).count();
            session.terminal().print(entered + " of " + outcomes.size() + " let in");
        }
        outcomes.stream()
                .filter(each -> !each.entered())
                .forEach(each ->
                        session.terminal().note(Table.shown(each.id() + " " + each.version() + ": " + each.message())));
        boolean all = outcomes.stream().allMatch(QuarantineReport.Outcome::entered);
        return (all ? ExitCode.OK : ExitCode.REFUSED).number();
    }
}
