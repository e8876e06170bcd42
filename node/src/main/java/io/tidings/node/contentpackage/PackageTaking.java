package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.Judged;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.recall.RecallObject;
import io.tidings.node.store.Append.StateChange;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes in one package that was checked and may be taken: page after page, with readers seeing nothing of it before all of
 * it is there. How far it has come is durable, so that it goes on after a crash. For one thread.
 */
final class PackageTaking {
    /** By which road its objects come, as their receipts say. */
    static final String CHANNEL = "package";

    private final Workshop workshop;
    private final Doors doors;
    private final Intake intake;
    private final Kept kept;
    private final Accepted accepted;
    private final StoredCollection into;
    private final Consumer<Progress> progress;
    private final Instant begun;
    private Kept.Import state;
    private Optional<Judged> onItsWay = Optional.empty();
    private long objects;
    private long stored;
    private long alreadyHeld;
    private long claimed;
    private long quarantined;
    private long refused;

    /** @param state what is durable of it, or to be made so */
    PackageTaking(
            Workshop workshop,
            Doors doors,
            Kept kept,
            Accepted accepted,
            Kept.Import state,
            Consumer<Progress> progress) {
        this.workshop = workshop;
        this.doors = doors;
        this.intake = doors.intake();
        this.kept = kept;
        this.accepted = accepted;
        this.into = workshop.collection(accepted.destination().collection());
        this.state = state;
        this.progress = progress;
        this.begun = workshop.clock().instant();
    }

    /**
     * Takes all of it.
     *
     * @throws io.tidings.node.intake.DiskFullException if there is no room; it goes on from there when called again
     */
    PackageImportReport take() throws IOException, PackageFaultException {
        intake.holdBack(into.id(), List.of(kept.importChange(state)));
        if (state.pages() == 0) {
            recalled();
        }
        try (BatchFeed feed = BatchFeed.of(accepted.checked(), doors.bounds(), state.pages())) {
            for (Optional<BatchFeed.Batch> each = feed.next(); each.isPresent(); each = feed.next()) {
                submit(each.get());
            }
        } finally {
            settle();
        }
        intake.show(into.id(), end());
        return report();
    }

    /** Before the objects, as a follow reads them; after a crash they come again, and change nothing. */
    private void recalled() throws IOException {
        byte[] recalls = accepted.checked().recalls();
        if (recalls.length == 0 || !(accepted.sender() instanceof Principal.OfPeer of)) {
            return;
        }
        try (ContentReader in = ContentReader.over(recalls, doors.bounds())) {
            for (Optional<Element> each = in.next(); each.isPresent(); each = in.next()) {
                if (each.get() instanceof Element.Sound sound && RecallObject.isOne(sound.object())) {
                    doors.recalls().received(of.peer().name(), sound.object());
                }
            }
        } catch (MalformedContentException impossible) {
            throw new IllegalStateException("an envelope that was checked cannot be read any more", impossible);
        }
    }

    /** One batch is stored while the next is judged; never two, so that what is durable of the way is no lie. */
    private void submit(BatchFeed.Batch batch) {
        List<StateChange> after = List.of();
        if (batch.last() && batch.page() > state.pages()) {
            state = state.through(batch.page());
            after = List.of(kept.importChange(state)); // durable once all of the page is
        }
        Judged next = intake.judge(delivery(batch.provenance()), batch.elements(), after);
        settle();
        next.submit();
        onItsWay = Optional.of(next);
    }

    private void settle() {
        Optional<Judged> last = onItsWay;
        onItsWay = Optional.empty();
        last.map(Judged::settle).ifPresent(this::count);
    }

    private void count(IntakeReport report) {
        objects += report.total();
        stored += report.stored();
        alreadyHeld += report.alreadyHeld();
        claimed += report.claimed();
        quarantined += report.quarantined();
        refused += report.refused();
        progress.accept(new Progress("import " + into.name(), objects));
    }

    private Delivery delivery(ChainSource provenance) {
        Manifest.Step step = accepted.step();
        Principal sender = accepted.sender();
        Destination terms = accepted.destination();
        return new Delivery(
                into.id(),
                new Receipt(
                        sender.name(),
                        CHANNEL,
                        begun,
                        Optional.of(sender.agreement()),
                        Optional.of("package " + step.serial() + " of " + step.collectionName() + ", sha256:"
                                + accepted.checked().sha256() + ", " + state.file()),
                        state.request()),
                terms.maxTlp(),
                terms.types(),
                Optional.empty(), // asked once for the whole package, which is taken whole or not at all
                new CreatorAuthority(workshop.agreements().get(), sender.name()),
                terms.acceptance(),
                provenance);
    }

    private List<StateChange> end() {
        Checked checked = accepted.checked();
        Manifest manifest = checked.manifest();
        Manifest.Step step = accepted.step();
        String sender = accepted.sender().name();
        return List.of(
                kept.takenChange(
                        sender,
                        step.collection(),
                        new Kept.Taken(step.chain(), step.serial(), checked.sha256(), manifest.created())),
                kept.receivedChange(new PackageReport(
                        "in",
                        sender,
                        into.name(),
                        step.chain().toString(),
                        step.serial(),
                        step.full(),
                        checked.sha256(),
                        manifest.objects(),
                        step.from().map(Instant::toString),
                        step.to().map(Instant::toString),
                        manifest.created().toString(),
                        manifest.expires().toString(),
                        state.file(),
                        "taken")),
                kept.noImport(into.id()));
    }

    private PackageImportReport report() {
        return new PackageImportReport(
                state.file(),
                PackageImportReport.TAKEN,
                Optional.of(accepted.sender().name()),
                Optional.of(into.name()),
                accepted.step().serial(),
                objects,
                stored,
                alreadyHeld,
                claimed,
                quarantined,
                refused,
                List.of());
    }
}
