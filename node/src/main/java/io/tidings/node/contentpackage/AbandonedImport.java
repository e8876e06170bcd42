package io.tidings.node.contentpackage;

import io.tidings.node.intake.Intake;
import io.tidings.node.operations.PackageAbandonment;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes an import that was not finished: what came with the package, and that no reader has seen, is deleted in the way of
 * any deletion; then readers see what others added meanwhile. Broken off, it is begun again and does no harm.
 *
 * <p>An entry that somebody else gave too stays: that one was told that it is held, and would not give it again.
 */
final class AbandonedImport {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedImport.class);
    /** Readers wait while a batch is removed. */
    private static final int BATCH = 500;

    private final Workshop workshop;
    private final Intake intake;
    private final Kept kept;
    private final Kept.Import broken;
    private long removed;
    private long stay;

    /** @param broken is to be marked as abandoned, so that nothing goes on with what is half removed */
    AbandonedImport(Workshop workshop, Intake intake, Kept kept, Kept.Import broken) {
        this.workshop = workshop;
        this.intake = intake;
        this.kept = kept;
        this.broken = broken;
    }

    PackageAbandonment undo() {
        long after = 0;
        List<Entry> some = workshop.store().heldBack(broken.into(), after, BATCH);
        while (!some.isEmpty()) {
            after = some.get(some.size() - 1).added();
            remove(some);
            some = workshop.store().heldBack(broken.into(), after, BATCH);
        }
        intake.show(broken.into(), List.of(kept.noImport(broken.into())));
        Copies.remove(Path.of(broken.spool()));
        String collection = workshop.collection(broken.into().toString()).name();
        LOG.info(
                "the import of {} into {} was given up: {} entries are deleted, {} stay since others gave them too",
                broken.file(),
                collection,
                removed,
                stay);
        return new PackageAbandonment(broken.file(), broken.sender(), collection, broken.sha256(), removed, stay);
    }

    private void remove(List<Entry> entries) {
        List<Entry> own = new ArrayList<>();
        for (Entry each : entries) {
            List<Receipt> ways = workshop.store().provenance(each);
            if (ways.stream().anyMatch(this::isOfThis)) {
                if (ways.stream().allMatch(this::isOfThis)) {
                    own.add(each);
                } else {
                    stay++;
                }
            }
        }
        if (!own.isEmpty()) {
            removed += intake.remove(
                    broken.into(),
                    own,
                    new Receipt(
                            "operator",
                            "package-abandon",
                            workshop.clock().instant(),
                            Optional.empty(),
                            Optional.of(broken.file() + ", sha256:" + broken.sha256()),
                            workshop.uuids().get().toString()));
        }
    }

    // Not by the request: an import that another process went on with may have had several.
    private boolean isOfThis(Receipt receipt) {
        return receipt.channel().equals(PackageTaking.CHANNEL)
                && receipt.source().equals(broken.sender())
                && receipt.origin()
                        .filter(origin -> origin.contains("sha256:" + broken.sha256()))
                        .isPresent();
    }
}
