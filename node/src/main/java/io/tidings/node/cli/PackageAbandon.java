package io.tidings.node.cli;

import io.tidings.node.api.wire.PackageForms;
import io.tidings.node.operations.PackageAbandonment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings package abandon}: for an import that cannot be finished. */
@Command(
        name = "abandon",
        description = {
            "Give up an import that was not finished: what came with it is deleted, unseen by any reader.",
            "What others added to the collection meanwhile is shown. The package can be imported again."
        })
final class PackageAbandon implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "COLLECTION", description = "Into which it goes, as 'tidings status' names it.")
    private String collection = "";

    @Mixin
    private JsonOption json = new JsonOption();

    PackageAbandon(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        PackageAbandonment done =
                session.work(operations -> operations.packages().abandon(collection));
        if (json.isSet()) {
            session.terminal().print(PackageForms.ABANDONMENT.text(done));
        } else {
            session.terminal()
                    .print(Table.shown(
                            "the import of %s of %s into %s is given up: %d entries are deleted, %d stay since others gave them too"
                                    .formatted(
                                            done.file(),
                                            done.partner(),
                                            done.collection(),
                                            done.removed(),
                                            done.kept())));
        }
        return ExitCode.OK.number();
    }
}
