package io.tidings.node.operations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Packages in memory: each has seven objects. */
public final class FakePackages implements Packaging {
    public final List<PackageReport> made = new ArrayList<>();
    public final List<PackageOrder> orders = new ArrayList<>();

    @Override
    public PackageReport create(PackageOrder order, Consumer<Operations.Progress> progress) {
        progress.accept(new Operations.Progress(order.collection(), 7));
        orders.add(order);
        var report = new PackageReport(
                "out",
                "peer:" + order.recipient().orElse("nobody"),
                order.collection(),
                "8c0e2a52-5a0e-4a8e-9d57-6f1f6c5b4d11",
                made.size() + 1L,
                order.full(),
                "ab".repeat(32),
                7,
                Optional.empty(),
                Optional.of("2026-01-01T00:00:00Z"),
                "2026-01-02T00:00:00Z",
                "2026-02-01T00:00:00Z",
                order.to().toString(),
                "made");
        made.add(report);
        return report;
    }

    @Override
    public List<PackageImportReport> take(
            Path from, Optional<String> into, Optional<Path> acknowledgeTo, Consumer<Operations.Progress> progress) {
        progress.accept(new Operations.Progress("import", 7));
        return List.of(new PackageImportReport(
                from.toString(),
                PackageImportReport.TAKEN,
                Optional.of("peer:bank-b"),
                into,
                1,
                7,
                4,
                3,
                0,
                0,
                0,
                acknowledgeTo.map(Path::toString).stream().toList()));
    }

    @Override
    public PackageAbandonment abandon(String collection) {
        return new PackageAbandonment("p.tidings", "peer:bank-b", collection, "ab".repeat(32), 7, 1);
    }

    @Override
    public List<PackageReport> list(int most) {
        return made;
    }
}
