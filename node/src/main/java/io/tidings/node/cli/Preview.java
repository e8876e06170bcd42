package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.PreviewReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "Of which, by name or id (default: of all that it may read).")
    private Optional<String> collection = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    Preview(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<PreviewReport> previews = session.work(this::previews);
        if (json.isSet()) {
            session.terminal()
                    .print(
                            collection.isPresent()
                                    ? Reports.PREVIEW.text(previews.get(0))
                                    : Reports.PREVIEW.listText(previews));
        } else {
            previews.forEach(this::show);
        }
        return ExitCode.OK.number();
    }

    private List<PreviewReport> previews(Operations operations) {
        if (collection.isPresent()) {
            return List.of(operations.preview(principal, collection.get()));
        }
        List<PreviewReport> previews = new ArrayList<>();
        Optional<OperationException> none = Optional.empty();
        for (CollectionReport each : operations.collections()) {
            try {
                previews.add(operations.preview(principal, each.name()));
            } catch (OperationException notGranted) {
                none = Optional.of(notGranted);
            }
        }
        if (previews.isEmpty() && none.isPresent()) {
            throw none.get();
        }
        return previews;
    }

    private void show(PreviewReport preview) {
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
    }
}
