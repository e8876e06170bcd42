package io.tidings.node.release;

import io.tidings.node.agreement.Principal;
import io.tidings.node.release.Notices.Notice;
import io.tidings.node.store.StoredCollection;
import io.tidings.taxii.server.backend.RefusedException;
import java.util.List;
import java.util.function.Consumer;

/** Recalls by themselves, where companions do not carry them. Safe for any number of threads; blocks. */
final class RecallPages {
    private final Release.Parts parts;
    private final Notices notices;
    private final Ledger ledger;

    RecallPages(Release.Parts parts, Notices notices, Ledger ledger) {
        this.parts = parts;
        this.notices = notices;
        this.ledger = ledger;
    }

    /**
     * As {@link PackageDraw#recalled}.
     *
     * @param record makes what goes out durable, before it does
     */
    PackageRecalls page(
            Principal principal,
            StoredCollection collection,
            long after,
            Consumer<io.tidings.node.store.Release> record) {
        if (principal.mayRead(collection.name()).isEmpty()) {
            throw RefusedException.notFound();
        }
        PackageRecalls page = PackageRecalls.of(after(principal, collection, after, PackageRecalls.MOST), after);
        if (!page.told().isEmpty()) {
            record.accept(ledger.ofTold(
                    page.told(),
                    principal,
                    collection,
                    PackageRecalls.CHANNEL,
                    "",
                    parts.agreements().get()));
        }
        return page;
    }

    /** As {@link Release#hasRecallsAfter}. */
    boolean hasAnyAfter(Principal principal, StoredCollection collection, long after) {
        return principal.mayRead(collection.name()).isPresent()
                && !after(principal, collection, after, 1).isEmpty();
    }

    private List<Notice> after(Principal principal, StoredCollection collection, long after, int most) {
        return notices.whileNoneIsPlaced(() -> notices.of(
                principal.name(), collection.id(), after, parts.store().lastAdded(collection.id()), most));
    }
}
