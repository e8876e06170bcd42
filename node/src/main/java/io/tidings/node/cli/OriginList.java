package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.OriginReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings origin list}. */
@Command(name = "list", description = "List those who gave content.")
final class OriginList implements Callable<Integer> {
    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    OriginList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<OriginReport> origins = session.work(Operations::origins);
        if (json.isSet()) {
            session.terminal().print(Reports.ORIGIN.listText(origins));
            return ExitCode.OK.number();
        }
        var table = new Table("ORIGIN", "ENCRYPTED SINCE", "DESTROYED");
        origins.forEach(each -> table.row(
                each.name(),
                each.encryptedSince().orElse("-"),
                each.destroyedAt().orElse("-")));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }
}
