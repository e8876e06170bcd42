package io.tidings.node.contentpackage;

import io.tidings.node.agreement.CertificateOwners;
import io.tidings.node.agreement.Principal;
import io.tidings.node.cms.OpeningKey;
import io.tidings.node.contentpackage.format.Acceptability;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.contentpackage.format.PackageFile;
import io.tidings.node.contentpackage.format.Revocations;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.intake.DiskFullException;
import io.tidings.node.intake.Intake;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageAbandonment;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.quota.Quotas;
import io.tidings.node.recall.RecallRoad;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.ContentBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes packages in: makes a copy that nobody else can change, checks it to its end, asks agreement and chain, and only then
 * takes the first object. One at a time.
 */
final class PackageImporter {
    private static final Logger LOG = LoggerFactory.getLogger(PackageImporter.class);
    /** Between two looks at an import that cannot go on: each reads the whole package. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final Intake intake;
    private final Quotas quotas;
    private final ContentBounds bounds;
    private final Kept kept;
    private final RecallRoad recalls;
    private final Troubles troubles;
    private final Map<UUID, String> waits = new ConcurrentHashMap<>(); // what unfinished imports wait for
    private final Map<String, Instant> stuck = new HashMap<>(); // by digest, when it was tried; guarded by this
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    PackageImporter(
            Workshop workshop,
            Intake intake,
            Quotas quotas,
            ContentBounds bounds,
            Kept kept,
            RecallRoad recalls,
            Troubles troubles) {
        this.troubles = troubles;
        this.workshop = workshop;
        this.intake = intake;
        this.quotas = quotas;
        this.bounds = bounds;
        this.kept = kept;
        this.recalls = recalls;
    }

    /**
     * What became of a file, and what to tell its sender.
     *
     * @param checked absent if it is not what anybody signed
     * @param sender absent if it is nobody whom we know, or who is not to be told
     */
    record Outcome(
            PackageImportReport report, Optional<Checked> checked, Optional<Principal> sender, List<Finding> findings) {
        boolean has(Fault fault) {
            return findings.stream().anyMatch(each -> each.fault() == fault);
        }
    }

    synchronized Outcome take(Path file, Optional<String> into, Consumer<Progress> progress) {
        intake.disk().require();
        Path spool = workshop.spool().resolve(workshop.uuids().get() + PackageMaker.SUFFIX);
        boolean leave = false;
        try {
            PackageFile.of(file, Optional.of(key()));
            PrivateFiles.createDirectory(workshop.spool());
            requireRoom(file);
            PrivateFiles.writeDraft(spool, out -> Files.copy(file, out));
            Checked checked = PackageCheck.check(
                    PackageFile.of(spool, Optional.of(key())),
                    examined -> progress.accept(new Progress("check " + file.getFileName(), examined)));
            Acceptability.Judgement judgement = acceptability().judge(checked);
            leave = true;
            Outcome outcome = decide(file, spool, checked, judgement, into, progress);
            leave = false;
            return outcome;
        } catch (PackageFaultException fault) {
            return refused(file, Optional.empty(), Optional.empty(), List.of(fault.finding()));
        } catch (IOException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE, file + " could not be read or copied: " + failed.getMessage());
        } finally {
            // What was begun is needed to go on with; all else has served.
            if (!leave || kept.imports().stream().noneMatch(each -> each.spool().equals(spool.toString()))) {
                delete(spool);
            }
        }
    }

    // Whoever may put a file into an inbox must not be able to fill the disk.
    private void requireRoom(Path file) throws IOException {
        long room = intake.disk().freeBytes();
        if (Files.size(file) > room / 2) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    file + " has " + Files.size(file) + " bytes, and the disk has room for " + room
                            + "; taking it in needs at least twice its size");
        }
    }

    private OpeningKey key() {
        return OpeningKey.of(workshop.identity().get().key());
    }

    private Acceptability acceptability() {
        return new Acceptability(
                new NodeTrust(workshop.owners()),
                workshop.stamps(),
                revocations(),
                Optional.of(List.of(workshop.identity().get().certificate())),
                workshop.clock().instant());
    }

    private Revocations revocations() {
        try {
            return Revocations.in(workshop.revoked());
        } catch (IOException unreadable) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "no package is taken while revocation lists cannot be read: " + unreadable.getMessage()
                            + "; mend or remove that file in " + workshop.revoked());
        }
    }

    private Outcome decide(
            Path file,
            Path spool,
            Checked checked,
            Acceptability.Judgement judgement,
            Optional<String> into,
            Consumer<Progress> progress)
            throws IOException {
        Optional<Principal> sender = workshop.owners()
                .of(
                        checked.signature().chain(),
                        judgement.stampedAt().orElse(workshop.clock().instant()))
                .map(CertificateOwners.Owner::principal);
        if (sender.isPresent()
                && kept.received(sender.get().name(), checked.sha256()).isPresent()) {
            return new Outcome(
                    without(file, PackageImportReport.REPEATED, sender, checked, List.of()),
                    Optional.of(checked),
                    sender,
                    List.of());
        }
        if (checked.manifest().kind() == Manifest.Kind.UPDATE) { // which is for nobody in particular
            Finding update = new Finding(Fault.KIND, "it is an update, and holds no objects");
            return refused(file, Optional.of(checked), sender, List.of(update));
        }
        if (!judgement.isAcceptable() || sender.isEmpty()) {
            return refused(file, Optional.of(checked), sender, judgement.findings());
        }
        try {
            return switch (checked.manifest().kind()) {
                case ACKNOWLEDGEMENT -> acknowledged(file, checked, sender.get());
                case UPDATE -> throw new IllegalStateException("updates are refused before");
                case OBJECTS -> objects(file, spool, checked, sender.get(), into, progress);
            };
        } catch (PackageFaultException fault) {
            return refused(file, Optional.of(checked), sender, List.of(fault.finding()));
        }
    }

    private Outcome objects(
            Path file,
            Path spool,
            Checked checked,
            Principal sender,
            Optional<String> into,
            Consumer<Progress> progress)
            throws IOException, PackageFaultException {
        Manifest.Step step = checked.manifest().step().orElseThrow();
        Destination destination = Destination.of(sender, step, into);
        StoredCollection collection = workshop.collection(destination.collection());
        Optional<Kept.Import> underWay = kept.imports().stream()
                .filter(each -> each.into().equals(collection.id()))
                .findFirst();
        underWay.filter(each -> each.abandoned() || !each.sha256().equals(checked.sha256()))
                .ifPresent(each -> {
                    throw new OperationException(
                            Kind.UNAVAILABLE,
                            "the import of " + each.file() + " into " + collection.name()
                                    + " has to end first; 'tidings status' says what it waits for, and 'tidings package"
                                    + " abandon " + collection.name() + "' gives it up");
                });
        Optional<Finding> objection = ChainPlace.objection(
                kept.taken(sender.name(), step.collection()),
                step,
                checked.sha256(),
                checked.manifest().created());
        if (objection.isPresent()) {
            noteGap(sender, step, objection.get());
            return refused(file, Optional.of(checked), Optional.of(sender), List.of(objection.get()));
        }
        Kept.Import state = new Kept.Import(
                spool.toString(),
                String.valueOf(file.getFileName()),
                checked.sha256(),
                sender.name(),
                collection.id(),
                workshop.uuids().get().toString(),
                underWay.map(Kept.Import::pages).orElse(0L),
                false);
        PackageImportReport report = takeWithin(checked, sender, destination, state, progress);
        underWay.ifPresent(old -> delete(Path.of(old.spool())));
        troubles.end(gap(sender, step));
        return new Outcome(report, Optional.of(checked), Optional.of(sender), List.of());
    }

    /** The day's number of objects is asked for the whole package, since it is taken whole. */
    private PackageImportReport takeWithin(
            Checked checked, Principal sender, Destination destination, Kept.Import state, Consumer<Progress> progress)
            throws IOException, PackageFaultException {
        long wanted = checked.manifest().objects();
        String use = "write " + state.into();
        if (destination.objectsPerDay().isPresent()) {
            long perDay = destination.objectsPerDay().get();
            Quotas.Allowance allowance = quotas.objects(sender.name(), use, wanted, perDay, () -> 0);
            if (allowance.granted() < wanted) {
                quotas.giveBack(sender.name(), use, allowance.granted());
                throw new PackageFaultException(
                        Fault.NOT_AGREED,
                        "it holds " + wanted + " objects, and the agreement allows " + perDay + " a day, of which "
                                + allowance.granted() + " are left");
            }
        }
        PackageImportReport report = take(taking(checked, sender, destination, state, progress), state);
        if (destination.objectsPerDay().isPresent()) {
            quotas.giveBack(sender.name(), use, wanted - Math.min(wanted, report.stored()));
        }
        LOG.info(
                "package {} of {} is taken into {}: {} objects, {} new",
                report.serial(),
                sender.name(),
                destination.collection(),
                report.objects(),
                report.stored());
        return report;
    }

    private PackageImportReport take(PackageTaking taking, Kept.Import state)
            throws IOException, PackageFaultException {
        running.add(state.into());
        try {
            PackageImportReport report = taking.take();
            over(state);
            return report;
        } finally {
            running.remove(state.into());
        }
    }

    private PackageTaking taking(
            Checked checked,
            Principal sender,
            Destination destination,
            Kept.Import state,
            Consumer<Progress> progress) {
        return new PackageTaking(
                workshop, intake, bounds, kept, recalls, checked, sender, destination, state, progress);
    }

    private void noteGap(Principal sender, Manifest.Step step, Finding objection) {
        if (objection.fault() == Fault.GAP || objection.fault() == Fault.FORK) {
            troubles.note(
                    gap(sender, step),
                    "packages of " + step.collectionName() + " from " + sender.name() + ": " + objection);
        }
    }

    private static String gap(Principal sender, Manifest.Step step) {
        return "chain " + sender.name() + " " + step.collection();
    }

    /**
     * Goes on with what a crash or a full disk broke off. What cannot be gone on with stays as it is, unseen by readers, until
     * the same package is imported again, or it is given up.
     *
     * @return whether nothing is left to go on with
     */
    synchronized boolean goOn() {
        boolean all = true;
        for (Kept.Import each : kept.imports()) {
            if (isDue(each)) {
                all &= wentOn(each);
            } else {
                all = false;
            }
        }
        return all;
    }

    private boolean isDue(Kept.Import broken) {
        Instant tried = stuck.getOrDefault(broken.sha256(), Instant.MIN);
        return tried.isBefore(workshop.clock().instant().minus(AGAIN_AFTER));
    }

    private boolean wentOn(Kept.Import each) {
        try {
            if (each.abandoned()) {
                new AbandonedImport(workshop, intake, kept, each).undo();
            } else {
                intake.disk().require(); // before the whole package is read
                goOn(each);
            }
            over(each);
            return true;
        } catch (DiskFullException | StoreBusyException | StoreUnavailableException later) {
            LOG.warn("the import of {} waits: {}", each.file(), later.getMessage());
            waits.put(each.into(), later.getMessage() + "; it goes on by itself then");
        } catch (IOException | PackageFaultException | RuntimeException failed) {
            boolean isNew = stuck.put(each.sha256(), workshop.clock().instant()) == null;
            waits.put(
                    each.into(),
                    failed.getMessage() + "; import the same package, sha256:" + each.sha256()
                            + ", again, or give it up: tidings package abandon " + name(each.into()));
            if (isNew) {
                LOG.error(
                        "the import of {} broke off and cannot go on ({}); what is added to its collection is not shown"
                                + " until that package, sha256:{}, is imported again, or: tidings package abandon {}",
                        each.file(),
                        failed.getMessage(),
                        each.sha256(),
                        name(each.into()));
            }
        }
        return false;
    }

    private void over(Kept.Import done) {
        stuck.remove(done.sha256());
        waits.remove(done.into());
    }

    private String name(UUID collection) {
        return workshop.collections().stream()
                .filter(each -> each.id().equals(collection))
                .map(StoredCollection::name)
                .findFirst()
                .orElseGet(collection::toString);
    }

    /**
     * Undoes an import that is not finished; waits for one that goes on just now.
     *
     * @throws OperationException if there is none into this collection
     */
    synchronized PackageAbandonment abandon(String collection) {
        StoredCollection into = workshop.collection(collection);
        Kept.Import broken = kept.imports().stream()
                .filter(each -> each.into().equals(into.id()))
                .findFirst()
                .map(Kept.Import::abandon)
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "no import into " + into.name() + " is unfinished; 'tidings status' names those that are"));
        // Durable first: what is half removed must not be gone on with.
        intake.holdBack(into.id(), List.of(kept.importChange(broken)));
        PackageAbandonment done = new AbandonedImport(workshop, intake, kept, broken).undo();
        over(broken);
        return done;
    }

    /** Imports that are not finished and not going on just now, each with what it waits for and what to do. */
    List<String> unfinished() {
        return kept.imports().stream()
                .filter(each -> !running.contains(each.into()))
                .map(each -> "the import of " + each.file() + " of " + each.sender() + " into " + name(each.into())
                        + " is not finished, and what is added there is not shown: "
                        + waits.getOrDefault(
                                each.into(), "it goes on by itself while the node serves, within half a minute"))
                .toList();
    }

    private void goOn(Kept.Import broken) throws IOException, PackageFaultException {
        Path spool = Path.of(broken.spool());
        Checked checked = PackageCheck.check(PackageFile.of(spool, Optional.of(key())), examined -> {});
        Principal sender = workshop.principal(broken.sender());
        Destination destination = Destination.of(
                sender,
                checked.manifest().step().orElseThrow(),
                workshop.collections().stream()
                        .filter(each -> each.id().equals(broken.into()))
                        .map(StoredCollection::name)
                        .findFirst());
        LOG.info("going on with the import of {} behind part {}", broken.file(), broken.pages());
        take(taking(checked, sender, destination, broken, progress -> {}), broken);
        delete(spool);
    }

    /** Removes copies that nothing goes on with. */
    synchronized void tidy() {
        if (!Files.isDirectory(workshop.spool())) {
            return;
        }
        List<String> wanted = kept.imports().stream().map(Kept.Import::spool).toList();
        try (var files = Files.newDirectoryStream(workshop.spool(), "*" + PackageMaker.SUFFIX)) {
            for (Path each : files) {
                if (!wanted.contains(each.toString())) {
                    delete(each);
                }
            }
        } catch (IOException failed) {
            LOG.warn("copies of packages could not be removed from {}", workshop.spool(), failed);
        }
    }

    private Outcome acknowledged(Path file, Checked checked, Principal sender) {
        Manifest.Acknowledgement word = checked.manifest().acknowledged().orElseThrow();
        Optional<PackageReport> made = kept.made(word.chain().toString(), word.serial())
                .filter(each ->
                        each.sha256().equals(word.sha256()) && each.partner().equals(sender.name()));
        made.ifPresent(each -> kept.putMade(withState(each, word.wantsFull() ? "missed" : "acknowledged")));
        Optional<Kept.Sent> chain = kept.sent(sender.name(), word.collection())
                .filter(each -> each.chain().equals(word.chain()));
        if (word.wantsFull() && made.isPresent() && chain.isPresent() && !isHealed(chain.get(), word.serial())) {
            kept.putSent(sender.name(), word.collection(), chain.get().wantingFull());
        }
        word.recalls().forEach(answer -> recalls.acknowledged(sender.name(), answer));
        LOG.info("{} says of package {}: {}", sender.name(), word.serial(), word.report());
        return new Outcome(
                without(file, PackageImportReport.ACKNOWLEDGEMENT, Optional.of(sender), checked, List.of()),
                Optional.of(checked),
                Optional.empty(),
                List.of());
    }

    // Word may come late, or twice: a full package that was made since heals already.
    private boolean isHealed(Kept.Sent chain, long missed) {
        return LongStream.rangeClosed(missed + 1, chain.serial())
                .mapToObj(serial -> kept.made(chain.chain().toString(), serial))
                .anyMatch(each -> each.filter(PackageReport::full).isPresent());
    }

    private static PackageReport withState(PackageReport made, String state) {
        return new PackageReport(
                made.direction(),
                made.partner(),
                made.collection(),
                made.chain(),
                made.serial(),
                made.full(),
                made.sha256(),
                made.objects(),
                made.from(),
                made.to(),
                made.created(),
                made.expires(),
                made.file(),
                state);
    }

    private static Outcome refused(
            Path file, Optional<Checked> checked, Optional<Principal> sender, List<Finding> findings) {
        boolean waits = findings.stream().allMatch(each -> each.fault() == Fault.GAP);
        String outcome = waits ? PackageImportReport.WAITING : PackageImportReport.REFUSED;
        LOG.warn("the package {} is not taken: {}", file, findings);
        PackageImportReport report = PackageImportReport.without(
                String.valueOf(file.getFileName()),
                outcome,
                sender.map(Principal::name),
                checked.flatMap(each -> each.manifest().step())
                        .map(Manifest.Step::serial)
                        .orElse(0L),
                findings.stream().map(Finding::toString).toList());
        return new Outcome(report, checked, sender, new ArrayList<>(findings));
    }

    private static PackageImportReport without(
            Path file, String outcome, Optional<Principal> sender, Checked checked, List<String> findings) {
        return PackageImportReport.without(
                String.valueOf(file.getFileName()),
                outcome,
                sender.map(Principal::name),
                checked.manifest().step().map(Manifest.Step::serial).orElse(0L),
                findings);
    }

    private static void delete(Path spool) {
        try {
            Files.deleteIfExists(spool);
        } catch (IOException failed) {
            LOG.warn("the copy {} could not be removed", spool, failed);
        }
    }
}
