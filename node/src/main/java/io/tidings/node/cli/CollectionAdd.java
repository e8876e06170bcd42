package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.operations.CollectionReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings collection add}: prints the collection's id and nothing else. */
@Command(name = "add", description = "Add a collection; prints its id.")
final class CollectionAdd implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "NAME",
            description = "Its name in agreements, and its alias in TAXII: letters, digits, '.', '_' and '-'.")
    private String name = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "For people (default: the name).")
    private Optional<String> title = Optional.empty();

    @Option(names = "--description", paramLabel = "TEXT", description = "What it holds.")
    private Optional<String> description = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    CollectionAdd(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        CollectionReport added = session.work(operations -> operations.addCollection(name, title, description));
        session.terminal()
                .print(
                        json.isSet()
                                ? JsonForm.text(out -> out.text("id", added.id())
                                        .text("name", added.name())
                                        .text("url", added.url()))
                                : added.id());
        return ExitCode.OK.number();
    }
}
