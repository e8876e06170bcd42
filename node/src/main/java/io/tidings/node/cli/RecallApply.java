package io.tidings.node.cli;

import io.tidings.node.api.wire.RecallForms;
import io.tidings.node.recall.RecallReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings recall apply}. */
@Command(name = "apply", description = "Delete what was recalled and left to you to decide on.")
final class RecallApply implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "OBJECT-ID", description = "As 'tidings recall --list' shows it.")
    private String objectId = "";

    @Mixin
    private JsonOption json = new JsonOption();

    RecallApply(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        RecallReport recall = session.work(operations -> operations.recalls().apply(objectId));
        if (json.isSet()) {
            session.terminal().print(RecallForms.RECALL.text(recall));
        } else {
            RecallShow.describe(session.terminal(), recall);
        }
        return ExitCode.OK.number();
    }
}
