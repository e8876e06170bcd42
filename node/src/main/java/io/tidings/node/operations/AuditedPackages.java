package io.tidings.node.operations;

import static io.tidings.node.operations.OperatorTrail.event;

import io.tidings.node.operations.Operations.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@link Packaging}, recorded as {@link AuditedOperations} says. */
final class AuditedPackages implements Packaging {
    private final Packaging packages;
    private final OperatorTrail trail;

    AuditedPackages(Packaging packages, OperatorTrail trail) {
        this.packages = packages;
        this.trail = trail;
    }

    @Override
    public PackageReport create(PackageOrder order, Consumer<Progress> progress) {
        return trail.done(
                event("package-create")
                        .with("to", order.to().toString())
                        .with("for", order.recipient())
                        .with("collection", order.collection())
                        .with("encrypted", order.encrypt()),
                () -> packages.create(order, progress),
                (event, report) -> event.with("partner", report.partner())
                        .with("serial", report.serial())
                        .with("objects", report.objects())
                        .with("sha256", report.sha256()));
    }

    @Override
    public List<PackageImportReport> take(
            Path from, Optional<String> into, Optional<Path> acknowledgeTo, Consumer<Progress> progress) {
        return trail.done(
                event("package-import").with("from", from.toString()).with("into", into),
                () -> packages.take(from, into, acknowledgeTo, progress),
                (event, reports) -> event.with("files", reports.size())
                        .with(
                                "refused",
                                reports.stream().filter(each -> !each.isDone()).count())
                        .with(
                                "objects",
                                reports.stream()
                                        .mapToLong(PackageImportReport::objects)
                                        .sum()));
    }

    @Override
    public PackageAbandonment abandon(String collection) {
        return trail.done(
                event("package-abandon").with("collection", collection),
                () -> packages.abandon(collection),
                (event, report) -> event.with("partner", report.partner())
                        .with("sha256", report.sha256())
                        .with("removed", report.removed())
                        .with("kept", report.kept()));
    }

    @Override
    public List<String> warnings() {
        return packages.warnings();
    }

    @Override
    public List<PackageReport> list(int most) {
        return packages.list(most);
    }
}
