package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.contentpackage.format.PackageFile;
import io.tidings.node.intake.DiskFullException;
import io.tidings.node.intake.Intake;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageAbandonment;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports that were begun: carries them to their end, goes on with those that a crash or a full disk broke off, or gives
 * them up. For one thread at a time, but for {@link #unfinished}.
 */
final class ImportsUnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(ImportsUnderWay.class);
    /** Between two looks at an import that cannot go on: each reads the whole package. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final Doors doors;
    private final Intake intake;
    private final Kept kept;
    private final Map<UUID, String> waits = new ConcurrentHashMap<>(); // what unfinished imports wait for
    private final Map<String, Instant> stuck = new HashMap<>(); // by digest, when it was tried
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    ImportsUnderWay(Workshop workshop, Doors doors, Kept kept) {
        this.workshop = workshop;
        this.doors = doors;
        this.intake = doors.intake();
        this.kept = kept;
    }

    /**
     * How far this package has come into a collection already; empty if it was not begun.
     *
     * @throws OperationException if the import of another one into it has to end first
     */
    Optional<Kept.Import> begun(StoredCollection collection, String sha256) {
        Optional<Kept.Import> begun = into(collection);
        begun.filter(each -> each.abandoned() || !each.sha256().equals(sha256)).ifPresent(each -> {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "the import of " + each.file() + " into " + collection.name()
                            + " has to end first; 'tidings status' says what it waits for, and 'tidings package"
                            + " abandon " + collection.name() + "' gives it up");
        });
        return begun;
    }

    private Optional<Kept.Import> into(StoredCollection collection) {
        return kept.imports().stream()
                .filter(each -> each.into().equals(collection.id()))
                .findFirst();
    }

    /** Takes a package to its end; if that fails and it was begun, it is under way from then on. */
    PackageImportReport take(Accepted accepted, Kept.Import state, Consumer<Progress> progress)
            throws IOException, PackageFaultException {
        PackageTaking taking = new PackageTaking(workshop, doors, kept, accepted, state, progress);
        running.add(state.into());
        try {
            PackageImportReport report = taking.take();
            over(state);
            return report;
        } finally {
            running.remove(state.into());
        }
    }

    /**
     * Goes on with what was broken off. What cannot be gone on with stays as it is, unseen by readers, until the same package
     * is imported again, or it is given up.
     *
     * @return whether nothing is left to go on with
     */
    boolean goOn() {
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
            stays(each, String.valueOf(failed.getMessage()));
        }
        return false;
    }

    private void stays(Kept.Import broken, String why) {
        boolean isNew = stuck.put(broken.sha256(), workshop.clock().instant()) == null;
        String collection = name(broken.into());
        waits.put(
                broken.into(),
                why + "; import the same package, sha256:" + broken.sha256()
                        + ", again, or give it up: tidings package abandon " + collection);
        if (isNew) {
            LOG.error(
                    "the import of {} broke off and cannot go on ({}); what is added to its collection is not shown"
                            + " until that package, sha256:{}, is imported again, or: tidings package abandon {}",
                    broken.file(),
                    why,
                    broken.sha256(),
                    collection);
        }
    }

    private void goOn(Kept.Import broken) throws IOException, PackageFaultException {
        Path copy = Path.of(broken.spool());
        Checked checked = PackageCheck.check(PackageFile.of(copy, Optional.of(workshop.openingKey())), examined -> {});
        Principal sender = workshop.principal(broken.sender());
        Destination destination =
                Destination.of(sender, checked.manifest().step().orElseThrow(), nameIfAny(broken.into()));
        LOG.info("going on with the import of {} behind part {}", broken.file(), broken.pages());
        take(new Accepted(checked, sender, destination), broken, progress -> {});
        Copies.remove(copy);
    }

    private void over(Kept.Import done) {
        stuck.remove(done.sha256());
        waits.remove(done.into());
    }

    /**
     * Undoes an import that is not finished.
     *
     * @throws OperationException if there is none into this collection
     */
    PackageAbandonment abandon(String collection) {
        StoredCollection into = workshop.collection(collection);
        Kept.Import broken = into(into)
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

    /** Those that are not going on just now, each with what it waits for and what to do. Safe from any thread. */
    List<String> unfinished() {
        return kept.imports().stream()
                .filter(each -> !running.contains(each.into()))
                .map(each -> "the import of " + each.file() + " of " + each.sender() + " into " + name(each.into())
                        + " is not finished, and what is added there is not shown: "
                        + waits.getOrDefault(
                                each.into(), "it goes on by itself while the node serves, within half a minute"))
                .toList();
    }

    private String name(UUID collection) {
        return nameIfAny(collection).orElseGet(collection::toString);
    }

    private Optional<String> nameIfAny(UUID collection) {
        return workshop.collections().stream()
                .filter(each -> each.id().equals(collection))
                .map(StoredCollection::name)
                .findFirst();
    }
}
