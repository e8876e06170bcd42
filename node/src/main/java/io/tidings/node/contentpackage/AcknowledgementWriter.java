package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.contentpackage.format.PackageWriter;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.recall.RecallRoad;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells senders what became of their packages, by a package. */
final class AcknowledgementWriter {
    private static final int CHAIN_DIGITS = 8;

    private final Workshop workshop;
    private final RecallRoad recalls;

    AcknowledgementWriter(Workshop workshop, RecallRoad recalls) {
        this.workshop = workshop;
        this.recalls = recalls;
    }

    /** Whether there is anything to tell anyone of this outcome. */
    static boolean isDue(Outcome outcome) {
        boolean known = outcome.sender().isPresent()
                && outcome.checked().flatMap(each -> each.manifest().step()).isPresent();
        return known && (outcome.report().isDone() || outcome.has(Fault.GAP) || outcome.has(Fault.FORK));
    }

    /** Writes word of it into a folder; the file is whole when it has its name. Returns the file. */
    Path write(Path folder, Outcome outcome) throws IOException {
        Checked checked = outcome.checked().orElseThrow();
        Manifest.Step step = checked.manifest().step().orElseThrow();
        String name = "ack-%s-%06d-%s%s"
                .formatted(
                        step.chain().toString().substring(0, CHAIN_DIGITS),
                        step.serial(),
                        outcome.report().outcome(),
                        PackageMaker.SUFFIX);
        Path file = folder.resolve(name);
        Path draft = PackageMaker.draft(file);
        PrivateFiles.writeDraft(draft, out -> write(out, checked, step, outcome));
        PrivateFiles.finishDraft(draft, file);
        return file;
    }

    private void write(OutputStream out, Checked checked, Manifest.Step step, Outcome outcome) throws IOException {
        Instant now = workshop.clock().instant();
        Principal sender = outcome.sender().orElseThrow();
        Manifest.Acknowledgement word = new Manifest.Acknowledgement(
                step.chain(),
                step.collection(),
                step.serial(),
                checked.sha256(),
                !outcome.report().isDone(),
                words(outcome.report()),
                answers(sender));
        try (PackageWriter writer = new PackageWriter(out)) {
            writer.finish(
                    parts -> new Manifest(
                            Manifest.Kind.ACKNOWLEDGEMENT,
                            workshop.self(),
                            List.of(new Manifest.Party(
                                    sender.name().substring(sender.name().indexOf(':') + 1),
                                    Recipients.pins(checked.signature().certificate()))),
                            Optional.empty(),
                            now,
                            now.plus(workshop.validity()),
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(word),
                            Optional.empty(),
                            parts),
                    new DetachedSignature(workshop.signing().get(), workshop.random()),
                    now,
                    workshop.stamp());
        }
    }

    // All of them each time: nobody says whether the one before arrived.
    private List<String> answers(Principal sender) {
        return sender instanceof Principal.OfPeer of
                ? recalls.answers(of.peer().name(), Manifest.Acknowledgement.MOST_RECALLS)
                : List.of();
    }

    // What the sender's objects met here is the sender's to know in numbers; the rest is ours.
    private static String words(PackageImportReport report) {
        return report.isDone()
                ? "%d objects: %d new, %d held already, %d not taken"
                        .formatted(
                                report.objects(),
                                report.stored(),
                                report.alreadyHeld(),
                                report.claimed() + report.quarantined() + report.refused())
                : String.join(" ", report.findings()).lines().findFirst().orElse("not taken");
    }
}
