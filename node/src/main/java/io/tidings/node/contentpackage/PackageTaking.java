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
import io.tidings.node.recall.RecallRoad;
import io.tidings.node.store.Append.StateChange;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.ContentBounds;
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
    private final Intake intake;
    private final ContentBounds bounds;
    private final Kept kept;
    private final RecallRoad recalls;
    private final Checked checked;
    private final Principal sender;
    private final Destination destination;
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
            Intake intake,
            ContentBounds bounds,
            Kept kept,
            RecallRoad recalls,
            Checked checked,
            Principal sender,
            Destination destination,
            Kept.Import state,
            Consumer<Progress> progress) {
        this.workshop = workshop;
        this.intake = intake;
        this.bounds = bounds;
        this.kept = kept;
        this.recalls = recalls;
        this.checked = checked;
        this.sender = sender;
        this.destination = destination;
        this.into = workshop.collection(destination.collection());
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
        try (BatchFeed feed = BatchFeed.of(checked, bounds, state.pages())) {
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
        if (checked.recalls().length == 0 || !(sender instanceof Principal.OfPeer of)) {
            return;
        }
        try (ContentReader in = ContentReader.over(checked.recalls(), bounds)) {
            for (Optional<Element> each = in.next(); each.isPresent(); each = in.next()) {
                if (each.get() instanceof Element.Sound sound && RecallObject.isOne(sound.object())) {
                    recalls.received(of.peer().name(), sound.object());
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
        Manifest.Step step = step();
        return new Delivery(
                into.id(),
                new Receipt(
                        sender.name(),
                        CHANNEL,
                        begun,
                        Optional.of(sender.agreement()),
                        Optional.of("package " + step.serial() + " of " + step.collectionName() + ", sha256:"
                                + checked.sha256() + ", " + state.file()),
                        state.request()),
                destination.maxTlp(),
                destination.types(),
                Optional.empty(), // asked once for the whole package, which is taken whole or not at all
                new CreatorAuthority(workshop.agreements().get(), sender.name()),
                destination.acceptance(),
                provenance);
    }

    private Manifest.Step step() {
        return checked.manifest().step().orElseThrow();
    }

    private List<StateChange> end() {
        Manifest manifest = checked.manifest();
        Manifest.Step step = step();
        return List.of(
                kept.takenChange(
                        sender.name(),
                        step.collection(),
                        new Kept.Taken(step.chain(), step.serial(), checked.sha256(), manifest.created())),
                kept.receivedChange(new PackageReport(
                        "in",
                        sender.name(),
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
                Optional.of(sender.name()),
                Optional.of(into.name()),
                step().serial(),
                objects,
                stored,
                alreadyHeld,
                claimed,
                quarantined,
                refused,
                List.of());
    }
}
