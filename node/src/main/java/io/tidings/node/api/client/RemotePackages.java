package io.tidings.node.api.client;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.PackageForms;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageAbandonment;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.operations.Packaging;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An operator's calls about packages on a running node; fails as {@link RemoteOperations} does. */
final class RemotePackages implements Packaging {
    private static final String PATH = "/v1/packages";

    private final Connection connection;
    private final RemoteOperations calls;

    RemotePackages(Connection connection, RemoteOperations calls) {
        this.connection = connection;
        this.calls = calls;
    }

    @Override
    public PackageReport create(PackageOrder order, Consumer<Progress> progress) {
        String request = JsonForm.text(out -> PackageForms.write(out, order));
        var lines = new RemoteOperations.LongAnswer(progress);
        return calls.call(() -> {
            connection.postForLines(PATH + "/create", request, lines::take);
            return PackageForms.PACKAGE.read(lines.report());
        });
    }

    @Override
    public List<PackageImportReport> take(
            Path from, Optional<String> into, Optional<Path> acknowledgeTo, Consumer<Progress> progress) {
        String request = JsonForm.text(out -> out.text("from", from.toString())
                .text("into", into)
                .text("acknowledgeTo", acknowledgeTo.map(Path::toString)));
        var lines = new RemoteOperations.LongAnswer(progress);
        return calls.call(() -> {
            connection.postForLines(PATH + "/import", request, lines::take);
            return lines.report().list("files", PackageForms.IMPORT);
        });
    }

    @Override
    public PackageAbandonment abandon(String collection) {
        String request = JsonForm.text(out -> out.text("collection", collection));
        var lines = new RemoteOperations.LongAnswer(progress -> {});
        return calls.call(() -> {
            connection.postForLines(PATH + "/abandon", request, lines::take);
            return PackageForms.ABANDONMENT.read(lines.report());
        });
    }

    @Override
    public List<PackageReport> list(int most) {
        List<PackageReport> all =
                calls.call(() -> JsonIn.parse(connection.get(PATH)).list("packages", PackageForms.PACKAGE));
        return all.subList(Math.max(0, all.size() - most), all.size());
    }
}
