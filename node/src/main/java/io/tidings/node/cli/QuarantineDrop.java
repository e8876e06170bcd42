package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings quarantine drop}. */
@Command(name = "drop", description = "Delete objects that are kept aside, for good.")
final class QuarantineDrop implements Callable<Integer> {
    private final Session session;

    @Mixin
    private QuarantineChoice which = new QuarantineChoice();

    @Mixin
    private JsonOption json = new JsonOption();

    QuarantineDrop(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        var choice = which.choice();
        int dropped = session.work(operations -> operations.quarantine().drop(choice));
        session.terminal()
                .print(json.isSet() ? JsonForm.text(out -> out.number("dropped", dropped)) : dropped + " dropped");
        return ExitCode.OK.number();
    }
}
