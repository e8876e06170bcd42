package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.StoredCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks of a package of objects whether it is this one's turn, by agreement, chain and quota, and has it taken then. For one
 * thread at a time.
 */
final class ObjectsImport {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectsImport.class);
    /** In which who can bring the next package again does so. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final int MOST_WAITING = 1_000;

    private final Workshop workshop;
    private final Kept kept;
    private final Quotas quotas;
    private final Troubles troubles;
    private final ImportsUnderWay underWay;
    private final Map<String, Instant> waiting = new HashMap<>(); // by chain, of the next, for the sender's quota

    ObjectsImport(Workshop workshop, Kept kept, Quotas quotas, Troubles troubles, ImportsUnderWay underWay) {
        this.workshop = workshop;
        this.kept = kept;
        this.quotas = quotas;
        this.troubles = troubles;
        this.underWay = underWay;
    }

    /** @throws PackageFaultException if it is not to be taken, or not now; nothing of it is taken then */
    PackageImportReport take(Incoming incoming, Checked checked, Principal sender)
            throws IOException, PackageFaultException {
        Manifest.Step step = checked.manifest().step().orElseThrow();
        Destination destination = Destination.of(sender, step, incoming.into());
        Accepted accepted = new Accepted(checked, sender, destination);
        StoredCollection collection = workshop.collection(destination.collection());
        Optional<Kept.Import> begun = underWay.begun(collection, checked.sha256());
        requireNext(accepted);
        Kept.Import state = new Kept.Import(
                incoming.copy().toString(),
                incoming.name(),
                checked.sha256(),
                sender.name(),
                collection.id(),
                workshop.uuids().get().toString(),
                begun.map(Kept.Import::pages).orElse(0L),
                false);
        PackageImportReport report = takeWithinQuota(incoming, accepted, state);
        begun.ifPresent(old -> Copies.remove(Path.of(old.spool())));
        troubles.end(gap(accepted));
        waiting.remove(gap(accepted));
        return report;
    }

    private void requireNext(Accepted accepted) throws PackageFaultException {
        Optional<Finding> objection = ChainPlace.objection(
                kept.taken(accepted.sender().name(), accepted.step().collection()),
                accepted.step(),
                accepted.checked().sha256(),
                accepted.checked().manifest().created());
        if (objection.isPresent()) {
            requireNoneWaiting(accepted, objection.get());
            noteGap(accepted, objection.get());
            throw new PackageFaultException(
                    objection.get().fault(), objection.get().problem());
        }
    }

    /** What is missing is here: nobody is to be told of a gap, and asked for all of it in a full package. */
    private void requireNoneWaiting(Accepted accepted, Finding objection) throws PackageFaultException {
        Optional<Instant> next = Optional.ofNullable(waiting.get(gap(accepted)))
                .filter(from -> workshop.clock().instant().isBefore(from.plus(GRACE)));
        if (objection.fault() == Fault.GAP && next.isPresent()) {
            throw new PackageFaultException(
                    Fault.QUOTA,
                    "one before it waits until " + next.get() + ", when its sender may bring objects again",
                    next);
        }
    }

    /** The day's number of objects is asked for the whole package, since it is taken whole. */
    private PackageImportReport takeWithinQuota(Incoming incoming, Accepted accepted, Kept.Import state)
            throws IOException, PackageFaultException {
        long wanted = accepted.checked().manifest().objects();
        String sender = accepted.sender().name();
        String use = "write " + state.into();
        Optional<Long> perDay = accepted.destination().objectsPerDay();
        if (perDay.isPresent()) {
            Quotas.Allowance allowance = quotas.objects(sender, use, wanted, perDay.get(), () -> 0);
            if (allowance.granted() < wanted) {
                quotas.giveBack(sender, use, allowance.granted());
                throw overQuota(accepted, use, wanted, perDay.get(), allowance.granted());
            }
        }
        PackageImportReport report = underWay.take(accepted, state, incoming.progress());
        if (perDay.isPresent()) {
            quotas.giveBack(sender, use, wanted - Math.min(wanted, report.stored()));
        }
        LOG.info(
                "package {} of {} is taken into {}: {} objects, {} new",
                report.serial(),
                sender,
                accepted.destination().collection(),
                report.objects(),
                report.stored());
        return report;
    }

    private PackageFaultException overQuota(Accepted accepted, String use, long wanted, long perDay, long left) {
        String holds = "it holds " + wanted + " objects, and the agreement allows " + perDay + " a day";
        if (wanted > perDay) {
            return new PackageFaultException(
                    Fault.NOT_AGREED, holds + "; a package is taken whole, so it is never taken under this agreement");
        }
        Instant from = workshop.clock()
                .instant()
                .plus(quotas.untilFree(accepted.sender().name(), use, wanted, perDay))
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
        if (waiting.size() >= MOST_WAITING) {
            waiting.clear(); // a sender can make up collections
        }
        waiting.put(gap(accepted), from);
        return new PackageFaultException(
                Fault.QUOTA, holds + ", of which " + left + " are left; it waits until " + from, Optional.of(from));
    }

    private void noteGap(Accepted accepted, Finding objection) {
        if (objection.fault() == Fault.GAP || objection.fault() == Fault.FORK) {
            troubles.note(
                    gap(accepted),
                    "packages of " + accepted.step().collectionName() + " from "
                            + accepted.sender().name() + ": " + objection);
        }
    }

    private static String gap(Accepted accepted) {
        return "chain " + accepted.sender().name() + " " + accepted.step().collection();
    }
}
