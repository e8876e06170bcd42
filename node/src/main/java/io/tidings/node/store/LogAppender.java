package io.tidings.node.store;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.object.StixObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
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
    private final int audience;
    private final Audiences audiences;
    private final Set<ObjectVersion> repeated = new LinkedHashSet<>();
    private Optional<Long> receiptId = Optional.empty();

    private LogAppender(Unit unit, StoredLog log, Append append) throws SQLException {
        this.unit = unit;
        receipt = append.receipt();
        authority = append.authority();
        tail = unit.tail(log);
        source = unit.tables().receipts().source(unit.connection(), receipt.source());
        bodies = new LogReader.BodyFinder(unit.tables().chunks(), unit.connection());
        audience = unit.tables().audiences().number(unit.connection(), append.audience());
        audiences = new Audiences(unit, tail, receipt.source());
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
        if (audiences.isAny()) {
            return appendAmongAudiences(offer);
        }
        Optional<ObjectVersion> same = unit.known().find(offer.key(), tail.number(), offer.version());
        return same.isEmpty() ? appendNew(offer, audience) : appendHeld(offer, same.get());
    }

    /**
     * Where something is for some principals only, a peer to whom it is not shown must not tell by the answer that it is
     * here: for that peer it counts as not held.
     */
    private Supplier<Appended> appendAmongAudiences(Offer offer) throws SQLException {
        List<ObjectVersion> held = new ArrayList<>();
        for (ObjectVersion each : unit.known().findAll(offer.key(), tail.number(), offer.version())) {
            if (audiences.isSeenBySource(each)) {
                held.add(each);
            }
        }
        for (ObjectVersion each : held) {
            if (audiences.reaches(each, audience) || !isSameContent(each, offer)) {
                return appendHeld(offer, each);
            }
        }
        return appendNew(offer, audience);
    }

    private Supplier<Appended> appendHeld(Offer offer, ObjectVersion held) throws SQLException {
        if (!isSameContent(held, offer)) {
            boolean versioned = offer.object().head().isVersioned();
            return () -> new Appended.Conflict(held.added(), versioned);
        }
        if (held.source() != source) {
            repeated.add(held);
        }
        return () -> new Appended.AlreadyHeld(held.added());
    }

    private Supplier<Appended> appendNew(Offer offer, int whom) throws SQLException {
        Optional<ObjectVersion> first = unit.known().first(offer.key(), this::isInForce);
        if (mayEnter(offer, first)) {
            return stored(offer, whom);
        }
        if (first.isPresent() && audiences.isAny() && !audiences.isSeenBySource(first.get())) {
            Optional<ObjectVersion> seen = firstSeen(offer);
            if (mayEnter(offer, seen)) {
                // Stored for its sender alone: it sees what it would see otherwise, and nobody else is misled (I-6).
                return stored(offer, unit.tables().audiences().number(unit.connection(), List.of(receipt.source())));
            }
            first = seen;
        }
        return notAuthorised(first);
    }

    /** @param first the oldest entry of the object, as far as it counts */
    private boolean mayEnter(Offer offer, Optional<ObjectVersion> first) throws SQLException {
        return first.isEmpty()
                ? authority.mayBegin(offer.object().head())
                : changesNothing(offer, first.get()) || mayVersion(offer, first.get());
    }

    private Optional<ObjectVersion> firstSeen(Offer offer) throws SQLException {
        Set<ObjectVersion> unseen = Collections.newSetFromMap(new IdentityHashMap<>());
        Optional<ObjectVersion> first = unit.known().first(offer.key(), this::isInForce);
        while (first.isPresent() && !audiences.isSeenBySource(first.get())) {
            unseen.add(first.get());
            first = unit.known().first(offer.key(), version -> isInForce(version) && !unseen.contains(version));
        }
        return first;
    }

    private boolean mayVersion(Offer offer, ObjectVersion first) throws SQLException {
        String heldName = unit.tables().receipts().sourceName(unit.connection(), first.source());
        boolean sameCreator = first.creatorKey() == offer.creatorKey();
        return authority.mayVersion(offer.object().head(), new VersionAuthority.Held(heldName, sameCreator));
    }

    private Supplier<Appended> stored(Offer offer, int whom) throws SQLException {
        ObjectVersion added = tail.add(offer, source, receiptId(), whom);
        return () -> new Appended.Stored(added.added());
    }

    private Supplier<Appended> notAuthorised(Optional<ObjectVersion> first) throws SQLException {
        Optional<String> heldName = first.isEmpty()
                ? Optional.empty()
                : Optional.of(unit.tables()
                        .receipts()
                        .sourceName(unit.connection(), first.get().source()));
        return () -> new Appended.NotAuthorised(heldName);
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

    private boolean isInForce(ObjectVersion version) {
        return unit.tables()
                .logs()
                .find(version.collection())
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
