package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.PreviewReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings preview}. */
@Command(name = "preview", description = "What a peer or client gets of a collection, and what is withheld and why.")
final class Preview implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PRINCIPAL", description = "Such as peer:bank-b or client:siem.")
    private String principal = "";

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "Of which (name or id).")
    private String collection = "";

    @Mixin
    private JsonOption json = new JsonOption();

    Preview(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        PreviewReport preview = session.work(operations -> operations.preview(principal, collection));
        if (json.isSet()) {
            session.terminal().print(Reports.PREVIEW.text(preview));
            return ExitCode.OK.number();
        }
        session.terminal()
                .print("%s gets %d entries of %s"
                        .formatted(preview.principal(), preview.given(), preview.collection()));
        if (!preview.withheld().isEmpty()) {
            var table = new Table("WITHHELD", "RULE", "FOR EXAMPLE", "BECAUSE");
            preview.withheld()
                    .forEach(each ->
                            table.row(Long.toString(each.entries()), each.rule(), each.example(), each.explanation()));
            table.lines().forEach(session.terminal()::print);
        }
        return ExitCode.OK.number();
    }
}
