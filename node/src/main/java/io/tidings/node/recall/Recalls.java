package io.tidings.node.recall;

import io.tidings.node.agreement.WhenRecalled;
import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.audit.Kind;
import io.tidings.node.intake.Intake;
import io.tidings.node.recall.Recall.Action;
import io.tidings.node.recall.Recall.Place;
import io.tidings.node.recall.Recall.Standing;
import io.tidings.node.recall.RecallRefusedException.Why;
import io.tidings.node.release.Release;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Signatory;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.RemovedEntry;
import io.tidings.node.store.Store;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recalls: issues them, takes those of others, carries them out, passes them on to whoever was given the object, and collects
 * what became of it. Safe from any thread; blocks. What changes a recall is done one at a time.
 */
public final class Recalls implements RecallRoad {
    private static final Logger LOG = LoggerFactory.getLogger(Recalls.class);
    private static final String PEER = "peer:";
    private static final String OPERATOR = "operator";
    /** What a peer may have waiting here about which nothing was done. */
    private static final int MOST_IDLE = 10_000;

    private static final long MOST_IDLE_CHARACTERS = 8 << 20;
    /** A page or a delivery that was under way when a recall came is at its end by then. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(15);

    private final Parts parts;
    private final RecallJudge judge;
    private final RecallBook book;
    private final RecallReach reach;
    private final RecallAnswers answers;
    private final AtomicBoolean keysChanged = new AtomicBoolean(true);
    private boolean looked; // guarded by this

    /**
     * What recalls need of the node.
     *
     * @param keys of this node and of others
     * @param own this node's own among them
     * @param identities by which this node's organisation creates content
     * @param key with which this node seals; absent while it does not
     */
    public record Parts(
            Store store,
            Intake intake,
            Release release,
            KeyBook keys,
            KeyBook own,
            ChainVerifier verifier,
            Set<String> identities,
            Signatory by,
            Supplier<Optional<PrivateSealKey>> key,
            Tlp unmarked,
            AuditLog audit,
            Clock clock,
            Supplier<UUID> uuids) {}

    public Recalls(Parts parts, RecallBook book) {
        this.parts = parts;
        this.book = book;
        this.reach = new RecallReach(parts.store(), book, parts.unmarked());
        this.answers = new RecallAnswers(parts, book);
        this.judge = new RecallJudge(
                parts.store(),
                thumbprint -> parts.own().find(thumbprint).isPresent()
                        ? Optional.empty()
                        : parts.keys().find(thumbprint),
                parts.verifier());
    }

    /** All that are known, the newest first. */
    public List<RecallReport> list() {
        return book.all().stream().map(RecallReport::of).toList();
    }

    /** Those about an object, the newest first. */
    public List<RecallReport> of(StixId object) {
        return book.of(object).stream().map(RecallReport::of).toList();
    }

    /**
     * Recalls an object: it is deleted here, and whoever was given it is told. Works for one that was deleted before, too.
     *
     * @param version the one version; absent means all there are
     * @throws RecallRefusedException if there was none, or it is recalled already, or there is no key to sign with
     */
    public synchronized RecallReport issue(StixId object, Optional<StixTimestamp> version, String reason) {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
        RecallStatement what = new RecallStatement(parts.uuids().get(), object, version, reason, now);
        if (reason.isBlank() || reason.length() > RecallStatement.LONGEST_REASON) {
            throw new RecallRefusedException(
                    Why.INVALID, "a reason has 1 to " + RecallStatement.LONGEST_REASON + " characters");
        }
        List<Entry> held = reach.held(what);
        List<RemovedEntry> gone = parts.store().removed(object).stream()
                .filter(each -> version.map(StixTimestamp::sortKey)
                        .map(each.versionKey()::equals)
                        .orElse(true))
                .filter(each -> reach.isInForce(each.collection()))
                .toList();
        if (held.isEmpty() && gone.isEmpty()) {
            throw new RecallRefusedException(
                    Why.NOT_FOUND,
                    "this node never held " + object
                            + version.map(v -> " of " + v).orElse(""));
        }
        book.of(object).stream()
                .filter(each -> each.origin().own()
                        && each.stands()
                        && each.what().version().equals(version))
                .filter(each -> held.isEmpty())
                .findFirst()
                .ifPresent(each -> {
                    throw new RecallRefusedException(
                            Why.CONFLICT,
                            object + " was recalled on " + each.what().at());
                });
        Statement signed = what.sign(parts.by(), key());
        Set<Place> places = RecallReach.places(held);
        gone.forEach(each -> places.add(new Place(each.collection(), each.added())));
        boolean ours = held.stream().allMatch(this::isOurs)
                && gone.stream().noneMatch(each -> each.source().startsWith(PEER));
        Recall recall = new Recall(
                what,
                List.of(signed.jws()),
                new Recall.Origin(
                        true, parts.by().name(), Optional.of("own"), parts.identities(), Set.of(), now, Map.of()),
                ours ? Standing.CREATOR : Standing.GIVER,
                held.isEmpty() ? Action.NOT_HELD : Action.REMOVED,
                places,
                Map.of(),
                reach.level(held),
                Map.of());
        recall = reach.announced(recall);
        remove(held, recall, OPERATOR);
        recall = reach.announced(recall);
        LOG.warn("{} is recalled; {} were given it", object, recall.told().size());
        return RecallReport.of(recall);
    }

    private boolean isOurs(Entry entry) {
        return !entry.source().startsWith(PEER)
                || entry.head()
                        .createdByRef()
                        .map(StixId::value)
                        .filter(parts.identities()::contains)
                        .isPresent();
    }

    private PrivateSealKey key() {
        return parts.key()
                .get()
                .orElseThrow(() -> new RecallRefusedException(
                        Why.CONFLICT,
                        "a recall must be signed, and this node has no signing key in use: set 'provenance.sign: true',"
                                + " or make a key with 'tidings signing-key rotate'"));
    }

    @Override
    public void received(String peer, StixObject object) {
        try {
            List<Statement> statements = RecallObject.read(object.bytes());
            received(peer, statements, RecallStatement.read(statements));
        } catch (IllegalArgumentException malformed) {
            refused(peer, object.id().value(), "it has another form: " + malformed.getMessage());
        }
    }

    private synchronized void received(String peer, List<Statement> statements, RecallStatement what) {
        if (statements.stream().anyMatch(this::isByUs)) {
            return; // it was here before
        }
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
        Word word = judge.hear(statements, now);
        if (word.fault().isPresent()) {
            refused(peer, what.object().value(), word.fault().get());
            return;
        }
        Optional<Recall> known = book.find(statements.get(0).digest());
        if (known.isPresent()) {
            again(peer, known.get(), word);
            return;
        }
        RecallBook.Idle idle = book.idle(peer);
        if (idle.count() >= MOST_IDLE || idle.characters() >= MOST_IDLE_CHARACTERS) {
            refused(peer, what.object().value(), "too many that it brought wait here: " + idle.count());
            return;
        }
        Recall recall = new Recall(
                what,
                statements.stream().map(Statement::jws).toList(),
                new Recall.Origin(
                        false,
                        RecallStatement.organisation(statements.get(0)),
                        word.issuer().map(TrustedKey::holder),
                        word.issuer().map(TrustedKey::identities).orElse(Set.of()),
                        word.givers(),
                        now,
                        Map.of(peer, "")),
                Standing.UNPROVEN,
                Action.NOT_HELD,
                Set.of(),
                Map.of(),
                Tlp.RED,
                Map.of());
        decide(peer, recall);
    }

    // A stranger can put our key's name into a statement, but not our signature under it.
    private boolean isByUs(Statement statement) {
        return parts.own()
                .find(statement.key())
                .filter(own -> statement.isSignedBy(own.key()))
                .isPresent();
    }

    // By another road, or a repetition: those who vouch for it are more now, perhaps.
    private void again(String peer, Recall known, Word word) {
        boolean isNew = !known.origin().from().containsKey(peer);
        boolean vouches = !known.origin().givers().containsAll(word.givers())
                || known.origin().issuer().isEmpty() && word.issuer().isPresent();
        if (!isNew && !vouches || known.origin().own()) {
            return;
        }
        Recall.Origin origin = isNew ? known.origin().answered(peer, "") : known.origin();
        Recall recall = known.with(origin.vouched(
                word.issuer().map(TrustedKey::holder).or(origin::issuer),
                word.issuer().map(TrustedKey::identities).orElse(origin.identities()),
                word.givers()));
        if (vouches && known.standing() != Standing.CREATOR && known.action() != Action.FORGOTTEN) {
            decide(peer, recall);
        } else {
            book.put(recall);
        }
    }

    /** Finds what a recall means here, and does it. */
    private void decide(String peer, Recall recall) {
        List<Entry> held = reach.held(recall.what());
        boolean proven = !recall.origin().givers().isEmpty();
        if (held.isEmpty() || !proven) {
            Recall kept = recall.did(
                    proven ? Standing.OPEN : Standing.UNPROVEN, recall.action(), recall.places(), recall.level());
            book.put(kept);
            recorded(peer, kept);
            return;
        }
        boolean byCreator = held.stream().anyMatch(entry -> judge.isCreator(recall, entry));
        List<Entry> meant = held.stream()
                .filter(entry -> byCreator ? judge.isCreator(recall, entry) : judge.isGiver(recall, entry))
                .toList();
        if (meant.isEmpty()) {
            refused(peer, recall.what().object().value(), "it is neither its creator's nor of anyone who gave it here");
            return;
        }
        List<Entry> others = byCreator
                ? List.of()
                : meant.stream()
                        .filter(entry -> judge.isGivenByOthers(recall, entry))
                        .toList();
        List<Entry> about = others.isEmpty()
                ? meant
                : meant.stream().filter(entry -> !others.contains(entry)).toList();
        carryOut(peer, recall, byCreator ? Standing.CREATOR : Standing.GIVER, about);
    }

    private void carryOut(String peer, Recall recall, Standing standing, List<Entry> about) {
        Map<WhenRecalled, List<Entry>> by = about.stream()
                .collect(Collectors.groupingBy(entry -> book.policy()
                        .of(entry.source(), reach.name(entry.collection()), standing == Standing.CREATOR)));
        List<Entry> remove = by.getOrDefault(WhenRecalled.REMOVE, List.of());
        Action action = about.isEmpty()
                ? Action.KEPT
                : !remove.isEmpty()
                        ? Action.REMOVED
                        : by.containsKey(WhenRecalled.HOLD) ? Action.HELD : Action.NOTIFIED;
        Recall done = recall.did(standing, action, RecallReach.places(about), reach.level(about));
        done = reach.announced(done.saying(relayed(done)));
        remove(remove, done, PEER + peer);
        done = reach.announced(done);
        parts.release().forgetWhatIsQuiet();
        recorded(peer, done);
    }

    private List<String> relayed(Recall recall) {
        Optional<PrivateSealKey> key = parts.key().get();
        if (key.isEmpty()) {
            return recall.statements();
        }
        List<String> statements = new ArrayList<>(recall.statements());
        Statement previous = RecallStatement.parse(statements.get(statements.size() - 1));
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
        statements.add(RecallStatement.passOn(recall.id(), previous, now, parts.by(), key.get())
                .jws());
        return statements;
    }

    private void remove(List<Entry> entries, Recall recall, String source) {
        Map<UUID, List<Entry>> byCollection = entries.stream().collect(Collectors.groupingBy(Entry::collection));
        byCollection.forEach((collection, list) -> parts.intake()
                .remove(
                        collection,
                        list,
                        new Receipt(
                                source,
                                "recall",
                                parts.clock().instant(),
                                Optional.empty(),
                                Optional.of(recall.id().toString()),
                                recall.what().object().value())));
        parts.release().forgetWhatIsQuiet();
    }

    /**
     * Carries out what the policy left to the operator: takes it out of use.
     *
     * @throws RecallRefusedException if there is nothing to decide
     */
    public synchronized RecallReport apply(StixId object) {
        Recall recall = waiting(object);
        List<Entry> entries = reach.held(recall.what()).stream()
                .filter(entry -> recall.places().contains(new Place(entry.collection(), entry.added())))
                .toList();
        Recall done = recall.did(recall.standing(), Action.REMOVED, recall.places(), recall.level());
        book.put(done);
        remove(entries, done, OPERATOR);
        return RecallReport.of(done);
    }

    /**
     * Has all recalls of an object count no more here: what is held back is given again, and what comes is taken.
     *
     * @throws RecallRefusedException if there is none
     */
    public synchronized RecallReport forget(StixId object) {
        List<Recall> standing = book.of(object).stream()
                .filter(each -> each.action() != Action.FORGOTTEN)
                .toList();
        if (standing.isEmpty()) {
            throw new RecallRefusedException(Why.NOT_FOUND, "no recall of " + object + " is in force here");
        }
        standing.forEach(each -> book.put(each.did(each.standing(), Action.FORGOTTEN, each.places(), each.level())));
        parts.release().forgetWhatIsQuiet();
        return RecallReport.of(book.find(standing.get(0).key()).orElseThrow());
    }

    private Recall waiting(StixId object) {
        return book.of(object).stream()
                .filter(Recalls::isWaiting)
                .findFirst()
                .orElseThrow(() -> new RecallRefusedException(
                        Why.NOT_FOUND,
                        "no recall of " + object
                                + " waits for a decision; 'tidings recall --list' shows those that do"));
    }

    private static boolean isWaiting(Recall recall) {
        return recall.action() == Action.HELD || recall.action() == Action.NOTIFIED;
    }

    /** A kind of recall, for counting. */
    public record Counted(boolean own, String action) {}

    /** How many there are of each kind. */
    public Map<Counted, Long> counts() {
        return book.all().stream()
                .collect(Collectors.groupingBy(
                        each -> new Counted(each.origin().own(), each.action().text()), Collectors.counting()));
    }

    /** How many wait for the operator. */
    public long waiting() {
        return book.all().stream().filter(Recalls::isWaiting).count();
    }

    /** Of this node's own: peers that have not answered for longer than {@code patience}, and since when the longest. */
    public Map<String, Instant> unanswered(Duration patience) {
        return answers.unanswered(patience);
    }

    /**
     * Looks again at what a page or delivery under way may have changed since, at what was cut off by a crash, and at what
     * was not proven before and may be by now.
     */
    public synchronized void lookAgain() {
        Instant since = parts.clock().instant().minus(UNDER_WAY);
        boolean first = !looked;
        boolean keys = keysChanged.getAndSet(false);
        looked = true;
        for (Recall recall : book.all()) {
            boolean recent = first || recall.origin().came().isAfter(since);
            if (recall.standing() == Standing.UNPROVEN && keys) {
                prove(recall);
            } else if (recall.action() == Action.REMOVED && recent) {
                finish(recall);
            } else if (recent && recall.stands() && !recall.places().isEmpty()) {
                if (!recall.told().keySet().containsAll(reach.told(recall).keySet())) {
                    reach.announced(recall);
                }
            }
        }
    }

    /** To be called when other keys are known than before. */
    public void keysChanged() {
        keysChanged.set(true);
    }

    private void prove(Recall recall) {
        Word word = judge.hear(
                RecallStatement.parse(recall.statements()), parts.clock().instant());
        if (word.fault().isEmpty() && !word.givers().isEmpty()) {
            String peer = recall.origin().from().keySet().stream().findFirst().orElse("");
            decide(
                    peer,
                    recall.with(recall.origin()
                            .vouched(
                                    word.issuer().map(TrustedKey::holder),
                                    word.issuer().map(TrustedKey::identities).orElse(Set.of()),
                                    word.givers())));
        }
    }

    private List<Entry> held(Recall recall) {
        return reach.held(recall.what()).stream()
                .filter(entry -> recall.places().contains(new Place(entry.collection(), entry.added()))
                        || recall.origin().own()
                        || recall.standing() == Standing.CREATOR && judge.isCreator(recall, entry))
                .toList();
    }

    private void finish(Recall recall) {
        List<Entry> left = held(recall);
        Set<Place> places = new HashSet<>(recall.places());
        places.addAll(RecallReach.places(left));
        Recall all = recall.did(recall.standing(), recall.action(), places, recall.level());
        if (!left.isEmpty()) {
            book.put(all);
            remove(left, all, AuditEvent.NODE);
        }
        if (!recall.told().keySet().containsAll(reach.told(all).keySet())) {
            reach.announced(all);
        }
    }

    /**
     * An acknowledgement that a peer is owed, signed.
     *
     * @param statement digest of the first statement
     */
    public record Due(UUID recall, String statement, String jws, String substance) {}

    /** What a peer is to be told of what became of its recalls, and was not told yet. */
    public List<Due> due(String peer) {
        return answers.due(peer);
    }

    @Override
    public List<String> answers(String peer, int most) {
        return answers.all(peer, most);
    }

    /** Notes that a peer has been told, or cannot be. */
    public synchronized void answered(String peer, Due due) {
        answers.answered(peer, due);
    }

    @Override
    public synchronized Taken acknowledged(String principal, String jws) {
        return answers.take(principal, jws);
    }

    private void recorded(String peer, Recall recall) {
        parts.audit()
                .note(AuditEvent.of(Kind.ASSESSMENT, "recall", PEER + peer)
                        .with("recall", recall.id().toString())
                        .with("object", recall.what().object().value())
                        .with("by", recall.origin().organisation())
                        .with("reason", recall.what().reason())
                        .with("standing", recall.standing().name().toLowerCase(java.util.Locale.ROOT))
                        .with("did", recall.action().text())
                        .with("entries", recall.places().size())
                        .with("told", recall.told().size())
                        .with("statements", recall.statements()));
        LOG.warn(
                "{} recalls {}, as {} brought it: {}",
                recall.origin().organisation(),
                recall.what().object(),
                peer,
                recall.action().text());
    }

    private void refused(String peer, String object, String why) {
        parts.audit()
                .note(AuditEvent.of(Kind.REFUSED, "recall-refused", PEER + peer)
                        .with("object", object)
                        .with("reason", why));
        LOG.warn("a recall of {} that {} brought is refused: {}", object, peer, why);
    }
}
