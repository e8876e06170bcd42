package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.Operations;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings collection list}. */
@Command(name = "list", description = "List the collections.")
final class CollectionList implements Callable<Integer> {
    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    CollectionList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<CollectionReport> collections = session.work(Operations::collections);
        if (json.isSet()) {
            session.terminal().print(Reports.COLLECTION.listText(collections));
            return ExitCode.OK.number();
        }
        var table = new Table("NAME", "ID", "NEWEST ENTRY", "TITLE", "URL");
        collections.forEach(
                each -> table.row(each.name(), each.id(), each.lastAdded().orElse("empty"), each.title(), each.url()));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }
}
