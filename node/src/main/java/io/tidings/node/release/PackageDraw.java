package io.tidings.node.release;

import io.tidings.node.agreement.Principal;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.version.VersionSelector;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one package takes through the door. By the same rules as on the network; but a package is given when it is whole, so
 * what is handed over is noted durably, and comes into the ledger by {@link #record}, before the package gets its name. If it
 * never becomes whole and nothing of it is left, {@link #giveBack} makes it as if nobody had asked. After a crash the notes
 * are recorded ({@link Release#recordDrawn}): who can tell who saw the draft.
 *
 * <p>For one thread; blocks on the database.
 */
public final class PackageDraw {
    /** A recall goes by the ledger, and looks again for less than twice this time at what was on its way. */
    private static final Duration LONGEST_UNRECORDED = Duration.ofMinutes(10);

    private final Doors doors;
    private final Principal principal;
    private final String chain;
    private final UUID id;
    private final Instant begun;
    private final Map<UUID, Long> taken = new HashMap<>(); // of quotas, by collection, and not recorded
    private ReleaseCounts.Channel sum = new ReleaseCounts.Channel(0, 0, 0, 0);
    private long noted;
    private boolean records;

    /** What the door does this by. */
    record Doors(
            Store store,
            ObjectPages pages,
            RecallPages recalls,
            Allowances allowances,
            Ledger ledger,
            DrawNotes notes,
            ReleaseCounts counts,
            Clock clock) {}

    /** @param chain the packages that this one follows */
    PackageDraw(Doors doors, Principal principal, String chain, UUID id) {
        this.doors = doors;
        this.principal = principal;
        this.chain = chain;
        this.id = id;
        this.begun = doors.clock().instant();
    }

    /**
     * One page: all versions. With its signed provenance, but where objects are asked for by their ids.
     *
     * @throws RefusedException as {@link Release#objects}
     */
    public PackagePage page(StoredCollection collection, ObjectsQuery query) {
        Selected page = doors.pages()
                .page(
                        new Request(principal, collection, query, VersionSelector.ALL, PackagePage.CHANNEL),
                        this::note,
                        more -> sum = sum.plus(more));
        int count = page.items().size();
        if (count > 0 && !records) {
            taken.merge(collection.id(), (long) count, Long::sum);
        }
        return PackagePage.of(
                page,
                // What is asked for by id lies anywhere: all that is between would be read.
                count == 0 || query.ids().isPresent()
                        ? Map.of()
                        : doors.store()
                                .chains(
                                        collection.id(),
                                        page.items().get(0).entry().added(),
                                        page.items().get(count - 1).entry().added()));
    }

    /**
     * Some of the recalls, oldest first: those of a collection that the principal is to be told of, as on the network. None
     * if there are no more.
     *
     * @param after the stamp of the last one that it was told by this road, in microseconds; 0 for none
     * @throws RefusedException not found if the collection is not the principal's to read
     */
    public PackageRecalls recalled(StoredCollection collection, long after) {
        return doors.recalls().page(principal, collection, after, this::note);
    }

    private void note(io.tidings.node.store.Release page) {
        if (!records && doors.clock().instant().isAfter(begun.plus(LONGEST_UNRECORDED))) {
            recordNotes();
            records = true;
        }
        if (records) {
            doors.ledger().record(List.of(page));
        } else {
            doors.notes().put(chain, id, noted, page);
            noted++;
        }
    }

    /** To be called when the package is whole, and before anybody may have it. Durable when it returns. */
    public void record() {
        recordNotes();
        doors.counts().add(PackagePage.CHANNEL, sum);
        sum = new ReleaseCounts.Channel(0, 0, 0, 0);
    }

    private void recordNotes() {
        if (noted > 0) {
            doors.notes().record(chain);
            noted = 0;
        }
        taken.clear();
    }

    /** To be called where no package came of it and nothing of what was handed over is left. */
    public void giveBack() {
        taken.forEach((collection, objects) -> doors.allowances().giveBack(principal, collection, objects));
        taken.clear();
        if (noted > 0) {
            doors.notes().forget(chain);
            noted = 0;
        }
    }
}
