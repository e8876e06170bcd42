package io.tidings.node.metrics;

import io.tidings.node.contentpackage.PackageCounts;
import io.tidings.node.contentpackage.PackageDesk;

/** What became of content packages. */
record PackageSource(PackageDesk packages) implements Source {
    @Override
    public void collect(Scrape into) {
        PackageCounts counts = packages.counts();
        into.counters("tidings_packages_made", "Content packages that were made, and attempts that failed.", to -> {
                    to.value(counts.made(), "outcome", "made");
                    to.value(counts.notMade(), "outcome", "failed");
                })
                .counters(
                        "tidings_package_files",
                        "Files that were to be imported, by what became of them.",
                        to -> counts.files().forEach((outcome, count) -> to.value(count, "outcome", outcome)))
                .counters(
                        "tidings_package_faults",
                        "Why files were not taken; gap, old, fork and expired are of chains, the rest of the file.",
                        to -> counts.faults().forEach((fault, count) -> to.value(count, "fault", fault)))
                .counters("tidings_package_objects", "Objects in packages that were made (out) and taken (in).", to -> {
                    to.value(counts.objectsMade(), "direction", "out");
                    to.value(counts.objectsTaken(), "direction", "in");
                })
                .gauge(
                        "tidings_package_imports_unfinished",
                        "Imports that are going on or were broken off; their collections show nothing new.",
                        (long) packages.importsUnderWay())
                .gauge(
                        "tidings_package_warnings",
                        "What of packages and their folders needs the operator, see: tidings status.",
                        (long) packages.pressing().size());
    }
}
