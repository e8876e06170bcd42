package io.tidings.node.store;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.object.StixObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** Adds object versions to a log in the writer's transaction, and tells which it held already. */
final class LogAppender {
    private final Unit unit;
    private final LogTail tail;
    private final Receipt receipt;
    private final VersionAuthority authority;
    private final int source;
    private final LogReader.BodyFinder bodies;
    private final Set<ObjectVersion> repeated = new LinkedHashSet<>();
    private Optional<Long> receiptId = Optional.empty();

    private LogAppender(Unit unit, StoredLog log, Append append) throws SQLException {
        this.unit = unit;
        receipt = append.receipt();
        authority = append.authority();
        tail = unit.tail(log);
        source = unit.tables().receipts().source(unit.connection(), receipt.source());
        bodies = new LogReader.BodyFinder(unit.tables().chunks(), unit.connection());
    }

    /** What became of each; to be asked once the transaction is over, since stamps may move until then. */
    static Supplier<List<Appended>> append(Unit unit, StoredLog log, Append append, List<Offer> offers)
            throws SQLException {
        for (Append.StateChange change : append.alongside()) {
            unit.tables().states().put(unit.connection(), change, unit.now());
        }
        if (offers.isEmpty()) {
            return List::of;
        }
        return new LogAppender(unit, log, append).append(offers);
    }

    private Supplier<List<Appended>> append(List<Offer> offers) throws SQLException {
        List<UUID> keys = offers.stream().map(Offer::key).toList();
        unit.known().learn(unit.connection(), unit.tables(), keys);
        List<Supplier<Appended>> outcomes = new ArrayList<>(offers.size());
        for (Offer offer : offers) {
            outcomes.add(append(offer));
        }
        if (!repeated.isEmpty()) {
            long id = receiptId();
            unit.atEnd(connection -> recordRepeats(id));
        }
        return () -> outcomes.stream().map(Supplier::get).toList();
    }

    private Supplier<Appended> append(Offer offer) throws SQLException {
        Optional<ObjectVersion> same = unit.known().find(offer.key(), tail.number(), offer.version());
        if (same.isEmpty()) {
            return appendNew(offer);
        }
        ObjectVersion held = same.get();
        if (!isSameContent(held, offer)) {
            boolean versioned = offer.object().head().isVersioned();
            return () -> new Appended.Conflict(held.added(), versioned);
        }
        if (held.source() != source) {
            repeated.add(held);
        }
        return () -> new Appended.AlreadyHeld(held.added());
    }

    private Supplier<Appended> appendNew(Offer offer) throws SQLException {
        Optional<ObjectVersion> first = unit.known().first(offer.key(), this::isInForce);
        if (first.isEmpty()) {
            if (!authority.mayBegin(offer.object().head())) {
                return () -> new Appended.NotAuthorised(Optional.empty());
            }
        } else if (!changesNothing(offer, first.get())) {
            int heldSource = first.get().source();
            String heldName = unit.tables().receipts().sourceName(unit.connection(), heldSource);
            boolean sameCreator = first.get().creatorKey() == offer.creatorKey();
            var held = new VersionAuthority.Held(heldName, sameCreator);
            if (!authority.mayVersion(offer.object().head(), held)) {
                return () -> new Appended.NotAuthorised(Optional.of(heldName));
            }
        }
        ObjectVersion added = tail.add(offer, source, receiptId());
        return () -> new Appended.Stored(added.added());
    }

    /**
     * What another collection has already, and objects that never have versions, are nobody's to change: whoever brings
     * them, by however many roads, they are the same.
     */
    private boolean changesNothing(Offer offer, ObjectVersion first) {
        boolean unversioned =
                !offer.object().head().isVersioned() && first.version().equals(offer.version());
        return unversioned || unit.known().holds(offer.key(), this::isInForce, offer.version(), offer.digest());
    }

    private boolean isInForce(int collection) {
        return unit.tables()
                .logs()
                .find(collection)
                .filter(log -> log.collection().isAside())
                .isEmpty();
    }

    private boolean isSameContent(ObjectVersion held, Offer offer) throws SQLException {
        if (held.digest().equals(offer.digest())) {
            return true;
        }
        Optional<StixObject> pending = tail.addedObject(held);
        ByteSlice bytes = pending.isPresent() ? pending.get().bytes() : bodies.find(held);
        return CanonicalForm.sameContent(bytes, offer.object().bytes());
    }

    private long receiptId() throws SQLException {
        if (receiptId.isEmpty()) {
            receiptId = Optional.of(unit.tables().receipts().insert(unit.connection(), receipt, source));
        }
        return receiptId.get();
    }

    private int recordRepeats(long receiptId) throws SQLException {
        Set<Long> stamps = new TreeSet<>();
        repeated.forEach(held -> stamps.add(held.added()));
        ReceiptTable receipts = unit.tables().receipts();
        stamps.removeAll(receipts.repeatedBy(unit.connection(), tail.number(), stamps, source));
        receipts.insertRepeats(unit.connection(), tail.number(), stamps, source, receiptId);
        return stamps.size();
    }
}
