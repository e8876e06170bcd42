package io.tidings.node.contentpackage;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Principal;
import io.tidings.node.config.PackageSettings;
import io.tidings.node.intake.DiskFullException;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageAbandonment;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.operations.Packaging;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The operator's calls about packages on the parts of one node in this process. */
public final class PackageDesk implements Packaging {
    private static final Duration STALE_EVERY = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final PackageSettings settings;
    private final Kept kept;
    private final Troubles troubles = new Troubles();
    private final PackageCounts counts = new PackageCounts();
    private final PackageMaker maker;
    private final PackageImporter importer;
    private final AcknowledgementWriter acknowledgements;
    private List<String> stale = List.of(); // guarded by this
    private Instant staleDue = Instant.MIN; // guarded by this

    /** @param settings name the folders that are looked at */
    public PackageDesk(Workshop workshop, Doors doors, PackageSettings settings) {
        this.workshop = workshop;
        this.settings = settings;
        this.kept = new Kept(workshop.store());
        this.maker = new PackageMaker(workshop, doors.release(), kept);
        this.importer = new PackageImporter(workshop, doors, kept, troubles);
        this.acknowledgements = new AcknowledgementWriter(workshop, doors.recalls());
    }

    @Override
    public PackageReport create(PackageOrder order, Consumer<Progress> progress) {
        try {
            PackageReport report = maker.make(order, progress);
            counts.addMade(report.objects());
            return report;
        } catch (OperationException failed) {
            counts.addNotMade();
            throw failed;
        }
    }

    /** Mends what a crash left of packages being made. */
    void mend() {
        maker.mend();
    }

    /** Whether there is anything to make a package of. */
    boolean hasNews(PackageOrder order) {
        return maker.hasNews(order);
    }

    @Override
    public List<PackageImportReport> take(
            Path from, Optional<String> into, Optional<Path> acknowledgeTo, Consumer<Progress> progress) {
        if (acknowledgeTo.isPresent() && !Files.isDirectory(acknowledgeTo.get())) {
            throw new OperationException(
                    Kind.NOT_FOUND, "there is no folder " + acknowledgeTo.get() + " on the node's machine");
        }
        importer.goOn(); // with what another process began, if it did
        if (!Files.isDirectory(from)) {
            return List.of(tell(acknowledgeTo, from, takeOne(from, into, progress)));
        }
        List<PackageImportReport> reports = new ArrayList<>();
        List<Path> left = packagesIn(from);
        boolean more = true;
        while (more) { // those that waited for one before them may follow now
            Map<Path, Outcome> waiting = new LinkedHashMap<>();
            for (Path each : left) {
                Outcome outcome = takeOne(each, into, progress);
                if (outcome.report().outcome().equals(PackageImportReport.WAITING)) {
                    waiting.put(each, outcome);
                } else {
                    reports.add(tell(acknowledgeTo, each, outcome));
                }
            }
            more = !waiting.isEmpty() && waiting.size() < left.size();
            left = List.copyOf(waiting.keySet());
            if (!more) {
                waiting.forEach((file, outcome) -> reports.add(tell(acknowledgeTo, file, outcome)));
            }
        }
        return reports;
    }

    private static List<Path> packagesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(PackageMaker.SUFFIX))
                    .filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new OperationException(Kind.UNAVAILABLE, folder + " cannot be listed: " + failed.getMessage());
        }
    }

    private Outcome takeOne(Path file, Optional<String> into, Consumer<Progress> progress) {
        if (!Files.exists(file)) {
            throw new OperationException(Kind.NOT_FOUND, "there is no file " + file + " on the node's machine");
        }
        try {
            Outcome outcome = importer.take(file, into, progress);
            counts.addFile(outcome.report().outcome(), outcome.report().objects(), outcome.findings());
            lookForStaleAtOnce();
            return outcome;
        } catch (DiskFullException full) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "there is no room for " + file + " (" + full.getMessage()
                            + "); nothing of it is shown, and if it was begun it goes on by itself when there is room");
        } catch (StoreBusyException | StoreUnavailableException later) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    file + " is not taken: " + later.getMessage()
                            + "; nothing of it is shown, and if it was begun it goes on by itself when the store does");
        }
    }

    private PackageImportReport tell(Optional<Path> acknowledgeTo, Path file, Outcome outcome) {
        if (acknowledgeTo.isPresent() && AcknowledgementWriter.isDue(outcome)) {
            try {
                acknowledgements.write(acknowledgeTo.get(), outcome);
            } catch (IOException failed) {
                throw new OperationException(
                        Kind.UNAVAILABLE,
                        file + " was looked at (" + outcome.report().outcome()
                                + "), but word of it could not be written: " + failed.getMessage()
                                + "; import it again when that is mended");
            }
        }
        return outcome.report();
    }

    @Override
    public List<PackageReport> list(int most) {
        List<PackageReport> all = kept.all();
        return all.subList(Math.max(0, all.size() - Math.max(0, most)), all.size());
    }

    @Override
    public PackageAbandonment abandon(String collection) {
        return importer.abandon(collection);
    }

    @Override
    public List<String> warnings() {
        lookForStaleAtOnce();
        return pressing();
    }

    /** As {@link #warnings}, for who asks often: of chains that nothing comes in any more it may be some minutes old. */
    public List<String> pressing() {
        List<String> pressing = new ArrayList<>(importer.unfinished());
        pressing.addAll(troubles.all());
        pressing.addAll(FolderLook.problems(settings));
        pressing.addAll(stale());
        return pressing.stream().map(each -> "packages: " + each).toList();
    }

    // It reads of all packages that ever came.
    private synchronized List<String> stale() {
        Instant now = workshop.clock().instant();
        if (!now.isBefore(staleDue)) {
            Set<String> partners = new HashSet<>();
            AgreementBook book = workshop.agreements().get();
            book.peers().forEach(each -> partners.add(new Principal.OfPeer(each).name()));
            book.clients().forEach(each -> partners.add(new Principal.OfClient(each).name()));
            stale = Stale.of(kept.all(), partners, now);
            staleDue = now.plus(STALE_EVERY);
        }
        return stale;
    }

    private synchronized void lookForStaleAtOnce() {
        staleDue = Instant.MIN;
    }

    /** What became of packages since the start. */
    public PackageCounts counts() {
        return counts;
    }

    /** How many imports were begun and are not finished. */
    public int importsUnderWay() {
        return kept.imports().size();
    }

    Troubles troubles() {
        return troubles;
    }

    /** Goes on with imports that a crash or a full disk broke off; returns whether none is left. */
    public boolean goOn() {
        importer.tidy();
        return importer.goOn();
    }
}
