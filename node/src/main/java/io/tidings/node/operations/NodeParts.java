package io.tidings.node.operations;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.intake.Intake;
import io.tidings.node.release.Release;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The parts of a node that most of an operator's calls work on.
 *
 * @param agreements as they are now
 * @param uuids random ones, for collections and receipts
 */
public record NodeParts(
        Store store,
        Intake intake,
        Release release,
        Supplier<AgreementBook> agreements,
        Clock clock,
        Supplier<UUID> uuids) {
    /** By whom the operator's doings are, in receipts. */
    static final String OPERATOR = "operator";

    /** What this operator does by {@code channel}, now. */
    Receipt receipt(String channel, String origin) {
        return new Receipt(
                OPERATOR,
                channel,
                clock.instant(),
                Optional.empty(),
                Optional.of(origin),
                uuids.get().toString());
    }
}
