package io.tidings.node.recall;

import io.tidings.node.audit.AuditLog;
import io.tidings.node.intake.Intake;
import io.tidings.node.recall.Recall.Action;
import io.tidings.node.recall.Recall.Place;
import io.tidings.node.recall.RecallRefusedException.Why;
import io.tidings.node.release.Release;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Signatory;
import io.tidings.node.seal.Statement;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Store;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Recalls: issues them, takes those of others, carries them out, passes them on to whoever was given the object, and collects
 * what became of it. Safe from any thread; blocks. What changes a recall is done one at a time.
 */
public final class Recalls implements RecallRoad {
    /** In a receipt and in the ledger, before the name of a peer. */
    static final String PEER = "peer:";

    static final String OPERATOR = "operator";

    private final Parts parts;
    private final RecallBook book;
    private final RecallReach reach;
    private final AtomicBoolean keysChanged = new AtomicBoolean(true);
    private final RecallRemoval removal; // this and what follows changes recalls, under the lock of this
    private final RecallIssue issue;
    private final IncomingRecalls incoming;
    private final RecallReview review;
    private final RecallAnswers answers;

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
            Supplier<UUID> uuids) {
        /** As precise as stamps are. */
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }
    }

    public Recalls(Parts parts, RecallBook book) {
        this.parts = parts;
        this.book = book;
        this.reach = new RecallReach(parts.store(), book, parts.unmarked());
        this.removal = new RecallRemoval(parts);
        this.issue = new RecallIssue(parts, book, reach, removal);
        RecallJudge judge = judge(parts);
        this.incoming = new IncomingRecalls(parts, book, judge, reach, removal);
        this.review = new RecallReview(parts, book, judge, reach, removal, incoming);
        this.answers = new RecallAnswers(parts, book);
    }

    private static RecallJudge judge(Parts parts) {
        return new RecallJudge(
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
        return RecallReport.of(issue.issue(object, version, reason));
    }

    @Override
    public void received(String peer, StixObject object) {
        try {
            List<Statement> statements = RecallObject.read(object.bytes());
            RecallStatement what = RecallStatement.read(statements);
            synchronized (this) {
                incoming.received(peer, statements, what);
            }
        } catch (IllegalArgumentException malformed) {
            incoming.refused(peer, object.id().value(), "it has another form: " + malformed.getMessage());
        }
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
        removal.remove(entries, done, OPERATOR);
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
                .filter(Recall::waits)
                .findFirst()
                .orElseThrow(() -> new RecallRefusedException(
                        Why.NOT_FOUND,
                        "no recall of " + object
                                + " waits for a decision; 'tidings recall --list' shows those that do"));
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
        return book.all().stream().filter(Recall::waits).count();
    }

    /** Of this node's own: peers that have not answered for longer than {@code patience}, and since when the longest. */
    public Map<String, Instant> unanswered(Duration patience) {
        return answers.unanswered(patience);
    }

    /** To be called now and then: does what a crash, a page or delivery under way, or a key not known left to be done. */
    public synchronized void lookAgain() {
        review.lookAgain(keysChanged.getAndSet(false));
    }

    /** To be called when other keys are known than before. */
    public void keysChanged() {
        keysChanged.set(true);
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
}
