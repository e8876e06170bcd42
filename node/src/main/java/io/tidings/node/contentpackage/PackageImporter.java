package io.tidings.node.contentpackage;

import io.tidings.node.agreement.CertificateOwners;
import io.tidings.node.agreement.Principal;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.contentpackage.format.Acceptability;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.contentpackage.format.PackageFile;
import io.tidings.node.contentpackage.format.Revocations;
import io.tidings.node.intake.DiskSpace;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageAbandonment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes packages in: makes a copy that nobody else can change, checks it to its end, asks agreement and chain, and only then
 * takes the first object. Safe from any thread; what changes anything is done one at a time.
 */
final class PackageImporter {
    private static final Logger LOG = LoggerFactory.getLogger(PackageImporter.class);

    private final Workshop workshop;
    private final DiskSpace disk;
    private final Kept kept;
    private final Copies copies; // this and what follows is used under the lock of this
    private final ImportsUnderWay underWay;
    private final ObjectsImport objects;
    private final AcknowledgementReader acknowledgements;

    PackageImporter(Workshop workshop, Doors doors, Kept kept, Troubles troubles) {
        this.workshop = workshop;
        this.disk = doors.intake().disk();
        this.kept = kept;
        this.copies = new Copies(workshop.spool(), disk);
        this.underWay = new ImportsUnderWay(workshop, doors, kept);
        this.objects = new ObjectsImport(workshop, kept, doors.quotas(), troubles, underWay);
        this.acknowledgements = new AcknowledgementReader(kept, doors.recalls());
    }

    synchronized Outcome take(Path file, Optional<String> into, Consumer<Progress> progress) {
        disk.require();
        Path copy = copies.place(workshop.uuids().get().toString());
        Incoming incoming = new Incoming(file, copy, into, progress);
        boolean leave = false;
        try {
            PackageFile.of(file, Optional.of(workshop.openingKey()));
            copies.make(file, copy);
            Checked checked = PackageCheck.check(
                    PackageFile.of(copy, Optional.of(workshop.openingKey())),
                    examined -> progress.accept(new Progress("check " + file.getFileName(), examined)));
            Acceptability.Judgement judgement = acceptability().judge(checked);
            leave = true;
            Outcome outcome = decide(incoming, checked, judgement);
            leave = false;
            return outcome;
        } catch (PackageFaultException fault) {
            return refused(incoming, Optional.empty(), Optional.empty(), List.of(fault.finding()));
        } catch (IOException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE, file + " could not be read or copied: " + failed.getMessage());
        } finally {
            // What was begun is needed to go on with; all else has served.
            if (!leave || kept.imports().stream().noneMatch(each -> each.spool().equals(copy.toString()))) {
                Copies.remove(copy);
            }
        }
    }

    private Acceptability acceptability() {
        return new Acceptability(
                new NodeTrust(workshop.owners()),
                workshop.stamps(),
                revocations(),
                Optional.of(workshop.own().get().stream()
                        .map(SigningKey::certificate)
                        .toList()),
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

    private Outcome decide(Incoming incoming, Checked checked, Acceptability.Judgement judgement) throws IOException {
        Optional<Principal> known = workshop.owners()
                .of(
                        checked.signature().chain(),
                        judgement.stampedAt().orElse(workshop.clock().instant()))
                .map(CertificateOwners.Owner::principal);
        if (known.isPresent()
                && kept.received(known.get().name(), checked.sha256()).isPresent()) {
            return Outcome.repeated(incoming, checked, known.get());
        }
        if (checked.manifest().kind() == Manifest.Kind.UPDATE) { // which is for nobody in particular
            Finding update = new Finding(Fault.KIND, "it is an update, and holds no objects");
            return refused(incoming, Optional.of(checked), known, List.of(update));
        }
        if (!judgement.isAcceptable() || known.isEmpty()) {
            return refused(incoming, Optional.of(checked), known, judgement.findings());
        }
        try {
            return taken(incoming, checked, known.get());
        } catch (PackageFaultException fault) {
            return refused(incoming, Optional.of(checked), known, List.of(fault.finding()))
                    .until(fault.notBefore());
        }
    }

    private Outcome taken(Incoming incoming, Checked checked, Principal sender)
            throws IOException, PackageFaultException {
        return switch (checked.manifest().kind()) {
            case ACKNOWLEDGEMENT -> {
                Optional<String> notNoted =
                        acknowledgements.read(checked.manifest().acknowledged().orElseThrow(), sender);
                yield Outcome.acknowledgement(incoming, checked, sender, notNoted);
            }
            case UPDATE -> throw new IllegalStateException("updates are refused before");
            case OBJECTS -> Outcome.taken(objects.take(incoming, checked, sender), checked, sender);
        };
    }

    private static Outcome refused(
            Incoming incoming, Optional<Checked> checked, Optional<Principal> sender, List<Finding> findings) {
        LOG.warn("the package {} is not taken: {}", incoming.file(), findings);
        return Outcome.refused(incoming, checked, sender, findings);
    }

    /** As {@link ImportsUnderWay#goOn}. */
    synchronized boolean goOn() {
        return underWay.goOn();
    }

    /** As {@link ImportsUnderWay#abandon}; waits for one that goes on just now. */
    synchronized PackageAbandonment abandon(String collection) {
        return underWay.abandon(collection);
    }

    /** As {@link ImportsUnderWay#unfinished}. */
    List<String> unfinished() {
        return underWay.unfinished();
    }

    /** Removes copies that nothing goes on with. */
    synchronized void tidy() {
        copies.tidy(kept.imports().stream().map(each -> Path.of(each.spool())).collect(Collectors.toSet()));
    }
}
