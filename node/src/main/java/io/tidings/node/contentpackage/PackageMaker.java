package io.tidings.node.contentpackage;

import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.SealedForm;
import io.tidings.node.config.PackageSettings;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageWriter;
import io.tidings.node.contentpackage.format.PageChains;
import io.tidings.node.file.DraftLeftException;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.release.PackageDraw;
import io.tidings.node.release.PackagePage;
import io.tidings.node.release.PackageRecalls;
import io.tidings.node.release.Release;
import io.tidings.node.store.Epoch;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.backend.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the next package of a chain: asks the release door page by page, writes a draft, has the ledger say that it is given,
 * makes the chain's new end durable, and only then gives the file its name. One at a time. What fails before the draft is
 * whole is given back to the door, so that a disk that stays full costs the recipient nothing.
 *
 * <p>A crash before the chain's end is durable leaves a draft that nobody takes for a package, and the next package has the
 * same number. After it the draft is whole. {@link #mend} removes the one and gives the other its name.
 */
final class PackageMaker {
    static final String SUFFIX = ".tidings";

    private static final Logger LOG = LoggerFactory.getLogger(PackageMaker.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_FOUND = 404;
    private static final long ENOUGH_RECALLS = 16 << 20;

    private final Workshop workshop;
    private final Release release;
    private final Kept kept;

    PackageMaker(Workshop workshop, Release release, Kept kept) {
        this.workshop = workshop;
        this.release = release;
        this.kept = kept;
    }

    synchronized PackageReport make(PackageOrder order, Consumer<Progress> progress) {
        requirePlace(order.to());
        requireTime(order);
        requireSigner();
        Recipients recipients = Recipients.of(order, workshop);
        StoredCollection collection = workshop.collection(order.collection());
        if (recipients.principal().mayRead(collection.name()).isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND,
                    "the agreement with " + recipients.principal().name() + " does not let it read "
                            + collection.name());
        }
        mend();
        requirePlace(order.to()); // the last may have got this very name
        Optional<Kept.Sent> last = last(recipients, collection);
        try {
            return new Making(order, recipients, collection, last, progress).make();
        } catch (IOException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "the package could not be written to " + order.to() + ": " + failed.getMessage()
                            + "; nothing was left behind that could be taken for one");
        }
    }

    /**
     * Mends what crashes left, then says whether the recipient has anything to get that was in no package yet.
     *
     * @throws OperationException if nobody may be given a package like that, or the last is in the way
     */
    synchronized boolean hasNews(PackageOrder order) {
        mend();
        Recipients recipients = Recipients.of(order, workshop);
        StoredCollection collection = workshop.collection(order.collection());
        Optional<Kept.Sent> last = last(recipients, collection);
        last.filter(each -> Files.exists(Path.of(each.draft()))).ifPresent(each -> {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "number " + each.serial() + " is whole, and could not be given its name " + each.file()
                            + "; see whether something of that name is in the way");
        });
        return last.map(Kept.Sent::wantsFull).orElse(false)
                || release.hasRecallsAfter(
                        recipients.principal(),
                        collection,
                        last.map(Kept.Sent::recalls).orElse(0L))
                || release.hasObjectsAfter(
                        recipients.principal(),
                        collection,
                        last.flatMap(Kept.Sent::to).map(PackageMaker::micros).orElse(0L));
    }

    /** The chain's end; none if the store was restored since, and what was made in between is not known. */
    private Optional<Kept.Sent> last(Recipients recipients, StoredCollection collection) {
        Optional<Instant> restored = workshop.store().epoch(collection.id()).map(Epoch::began);
        return kept.sent(recipients.principal().name(), collection.id())
                .filter(sent -> restored.isEmpty()
                        || kept.made(sent.chain().toString(), sent.serial())
                                .filter(made -> Instant.parse(made.created()).isAfter(restored.get()))
                                .isPresent());
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    }

    private static void requirePlace(Path to) {
        Path folder = to.getParent();
        if (!to.isAbsolute() || folder == null || !Files.isDirectory(folder)) {
            throw new OperationException(
                    Kind.NOT_FOUND, "there is no folder for " + to + " on the node's machine; make it first");
        }
        if (Files.exists(to)) {
            throw new OperationException(Kind.CONFLICT, to + " is there already; give each package a name of its own");
        }
    }

    private void requireTime(PackageOrder order) {
        if (order.validity().orElse(workshop.validity()).compareTo(PackageSettings.LONGEST_VALIDITY) > 0) {
            throw new OperationException(
                    Kind.INVALID,
                    "a package is to be used for " + PackageSettings.LONGEST_VALIDITY.toDays()
                            + " days at most (--valid-for, packages.validity): so long, whoever holds back newer ones"
                            + " could pass it off as the newest");
        }
    }

    /** Nobody takes a package that is signed so, and it would be reckoned as given. */
    private void requireSigner() {
        X509Certificate certificate = workshop.signing().get().certificate();
        Instant now = workshop.clock().instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())
                || now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new OperationException(
                    Kind.INVALID,
                    "the certificate that signs packages is valid from "
                            + certificate.getNotBefore().toInstant() + " until "
                            + certificate.getNotAfter().toInstant() + ", and this machine's clock says " + now
                            + "; renew it, or set the clock if that is wrong");
        }
    }

    /**
     * Gives packages that are whole the names that a crash kept from them, and removes what never became whole. What lies on
     * a device that is not there now is mended when it is.
     */
    synchronized void mend() {
        List<Kept.Sent> ends = kept.sent();
        for (Kept.Sent each : ends) {
            Path draft = Path.of(each.draft());
            try {
                if (Files.exists(draft)) {
                    PrivateFiles.finishDraft(draft, Path.of(each.file()));
                    LOG.info("the package {} was whole when the node stopped; it has its name now", each.file());
                }
            } catch (IOException failed) {
                LOG.warn("the package {} is whole, and cannot be given its name", draft, failed);
            }
        }
        kept.drafts().forEach((chain, draft) -> {
            if (ends.stream().noneMatch(end -> end.draft().equals(draft))) {
                release.recordDrawn(chain); // somebody may have seen it
                removeDraft(Path.of(draft));
            }
        });
    }

    private static void removeDraft(Path draft) {
        try {
            if (Files.deleteIfExists(draft)) {
                LOG.info("{} was not whole when the node stopped, and is removed", draft);
            }
        } catch (IOException failed) {
            LOG.warn("{} is not whole, and cannot be removed", draft, failed);
        }
    }

    static Path draft(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".part");
    }

    /** One package being made. */
    private final class Making {
        private final PackageOrder order;
        private final Recipients recipients;
        private final StoredCollection collection;
        private final Optional<Kept.Sent> last;
        private final Consumer<Progress> progress;
        private final UUID id = workshop.uuids().get();
        private final PackageDraw draw;
        private final MarkingsNeeded markings;
        private final boolean full;
        private final UUID chain;
        private final long serial;
        private final Optional<Instant> from;
        private Optional<Instant> to;
        private long recalls;
        private Optional<PackageWriter.Written> written = Optional.empty();

        Making(
                PackageOrder order,
                Recipients recipients,
                StoredCollection collection,
                Optional<Kept.Sent> last,
                Consumer<Progress> progress) {
            this.order = order;
            this.recipients = recipients;
            this.collection = collection;
            this.last = last;
            this.progress = progress;
            this.draw = release.draw(
                    recipients.principal(), Kept.key(recipients.principal().name(), collection.id()), id);
            this.markings = new MarkingsNeeded(draw, recipients.principal(), workshop.collections());
            this.full = order.full()
                    || last.isEmpty()
                    || last.map(Kept.Sent::wantsFull).orElse(false);
            this.chain = last.map(Kept.Sent::chain).orElseGet(workshop.uuids());
            this.serial = last.map(Kept.Sent::serial).orElse(0L) + 1;
            this.from = full ? Optional.empty() : last.flatMap(Kept.Sent::to);
            this.to = last.flatMap(Kept.Sent::to);
            this.recalls = full ? 0 : last.map(Kept.Sent::recalls).orElse(0L);
        }

        PackageReport make() throws IOException {
            Path draft = order.to().resolveSibling("." + order.to().getFileName() + "." + id + ".part");
            kept.putDraft(recipients.principal().name(), collection.id(), draft.toString());
            writeDraft(draft);
            draw.record();
            PackageReport report = report(written.orElseThrow());
            kept.putMade(report);
            kept.putSent(
                    recipients.principal().name(),
                    collection.id(),
                    new Kept.Sent(
                            chain,
                            serial,
                            report.sha256(),
                            to,
                            recalls,
                            false,
                            order.to().toString(),
                            draft.toString()));
            PrivateFiles.finishDraft(draft, order.to());
            LOG.info(
                    "package {} of {} for {} with {} objects: {}",
                    serial,
                    collection.name(),
                    report.partner(),
                    report.objects(),
                    order.to());
            return report;
        }

        private void writeDraft(Path draft) throws IOException {
            try {
                PrivateFiles.writeDraft(draft, this::write);
            } catch (DraftLeftException left) {
                draw.record(); // whoever has that device has what was written
                throw left;
            } catch (IOException | RuntimeException failed) {
                giveBack(failed);
                throw failed;
            }
        }

        private void giveBack(Exception failed) {
            try {
                draw.giveBack();
            } catch (StoreUnavailableException | StoreBusyException later) {
                failed.addSuppressed(later); // recorded by the next try
            }
        }

        private void write(OutputStream out) throws IOException {
            if (!order.encrypt()) {
                written = Optional.of(writePackage(out));
                return;
            }
            SealedForm form = SealedForm.of(order.certificates());
            PrivateFiles.createDirectory(workshop.spool());
            try (OutputStream sealed = form.seal(out, order.certificates(), workshop.random(), workshop.spool())) {
                written = Optional.of(writePackage(sealed));
            }
        }

        private PackageWriter.Written writePackage(OutputStream out) throws IOException {
            Instant created = workshop.clock().instant();
            try (PackageWriter writer = new PackageWriter(out, order.compress())) {
                writeRecalls(writer);
                writeObjects(writer);
                List<ByteSlice> missing = markings.find();
                if (!missing.isEmpty()) {
                    writer.addMarkings(missing);
                }
                return writer.finish(
                        parts -> manifest(created, writer.objects(), parts),
                        new DetachedSignature(workshop.signing().get(), workshop.random()),
                        created,
                        workshop.stamp());
            }
        }

        /** First, as a follow reads them: what is recalled is known before anything comes in. */
        private void writeRecalls(PackageWriter writer) throws IOException {
            List<ByteSlice> told = new ArrayList<>();
            long bytes = 0;
            PackageRecalls page = draw.recalled(collection, recalls);
            while (!page.told().isEmpty()) {
                recalls = page.through();
                for (ByteSlice each : page.runs()) {
                    told.add(each);
                    bytes += each.length();
                }
                if (bytes >= ENOUGH_RECALLS) {
                    break; // the rest goes with the next
                }
                page = draw.recalled(collection, recalls);
            }
            if (!told.isEmpty()) {
                writer.addRecalls(told);
            }
        }

        private void writeObjects(PackageWriter writer) throws IOException {
            Optional<PackagePage> next = page(PackageQueries.after(from), false);
            while (next.isPresent() && next.get().count() > 0) {
                PackagePage page = next.get();
                for (PackagePage.Sheet sheet : page.sheets()) {
                    writer.add(sheet.runs(), sheet.count(), provenance(sheet));
                }
                markings.add(page);
                to = page.end().last();
                progress.accept(new Progress("package " + collection.name(), writer.objects()));
                PageEnd end = page.end();
                next = end.more() ? page(PackageQueries.next(end), true) : Optional.empty();
            }
        }

        private static Optional<Supplier<PageChains>> provenance(PackagePage.Sheet sheet) {
            return sheet.chains().stream().anyMatch(Optional::isPresent)
                    ? Optional.of(() -> SheetChains.of(sheet.chains()))
                    : Optional.empty();
        }

        /** @param begun whether there is something in the package, so that it may end where an allowance does */
        private Optional<PackagePage> page(io.tidings.taxii.server.query.ObjectsQuery query, boolean begun) {
            try {
                return Optional.of(draw.page(collection, query));
            } catch (RefusedException refused) {
                if (begun && refused.httpStatus() == TOO_MANY_REQUESTS) {
                    return Optional.empty();
                }
                Kind kind = refused.httpStatus() == NOT_FOUND ? Kind.NOT_FOUND : Kind.UNAVAILABLE;
                throw new OperationException(
                        kind,
                        recipients.principal().name() + " cannot be given a package of " + collection.name() + ": "
                                + refused.getMessage());
            }
        }

        private Manifest manifest(Instant created, long objects, List<Manifest.Part> parts) {
            return new Manifest(
                    Manifest.Kind.OBJECTS,
                    workshop.self(),
                    List.of(recipients.party()),
                    Optional.of(new Manifest.Step(
                            chain,
                            serial,
                            full,
                            last.map(Kept.Sent::sha256),
                            collection.id(),
                            collection.name(),
                            from,
                            to)),
                    created,
                    created.plus(order.validity().orElse(workshop.validity())),
                    objects,
                    purpose(),
                    Optional.of(recipients.principal().agreement()),
                    Optional.empty(),
                    Optional.empty(),
                    parts);
        }

        private Optional<String> purpose() {
            return recipients.principal() instanceof io.tidings.node.agreement.Principal.OfPeer of
                    ? of.peer().purpose()
                    : Optional.empty();
        }

        private PackageReport report(PackageWriter.Written made) {
            Manifest manifest = made.manifest();
            return new PackageReport(
                    "out",
                    recipients.principal().name(),
                    collection.name(),
                    chain.toString(),
                    serial,
                    full,
                    made.sha256(),
                    manifest.objects(),
                    from.map(Instant::toString),
                    to.map(Instant::toString),
                    manifest.created().toString(),
                    manifest.expires().toString(),
                    order.to().toString(),
                    "made");
        }
    }
}
