package io.tidings.node.recall;

import io.tidings.node.agreement.WhenRecalled;
import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.Kind;
import io.tidings.node.recall.Recall.Action;
import io.tidings.node.recall.Recall.Standing;
import io.tidings.node.recall.Recalls.Parts;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.store.Entry;
import io.tidings.stix.marking.Tlp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the recalls of others: finds what they mean here, does it, and passes them on. Its caller changes one recall at a
 * time.
 */
final class IncomingRecalls {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingRecalls.class);
    /** What a peer may have waiting here about which nothing was done. */
    private static final int MOST_IDLE = 10_000;

    private static final long MOST_IDLE_CHARACTERS = 8 << 20;

    private final Parts parts;
    private final RecallBook book;
    private final RecallJudge judge;
    private final RecallReach reach;
    private final RecallRemoval removal;

    IncomingRecalls(Parts parts, RecallBook book, RecallJudge judge, RecallReach reach, RecallRemoval removal) {
        this.parts = parts;
        this.book = book;
        this.judge = judge;
        this.reach = reach;
        this.removal = removal;
    }

    /** Takes a recall that a peer brought. */
    void received(String peer, List<Statement> statements, RecallStatement what) {
        if (statements.stream().anyMatch(this::isByUs)) {
            return; // it was here before
        }
        Instant now = parts.now();
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
        decide(peer, heard(peer, statements, what, word, now));
    }

    private static Recall heard(String peer, List<Statement> statements, RecallStatement what, Word word, Instant now) {
        return new Recall(
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
        carryOut(
                peer,
                recall,
                byCreator ? Standing.CREATOR : Standing.GIVER,
                byCreator ? meant : withoutOthers(recall, meant));
    }

    /** What others gave as well stays. */
    private List<Entry> withoutOthers(Recall recall, List<Entry> meant) {
        return meant.stream()
                .filter(entry -> !judge.isGivenByOthers(recall, entry))
                .toList();
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
        removal.remove(remove, done, Recalls.PEER + peer);
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
        Instant now = parts.now();
        statements.add(RecallStatement.passOn(recall.id(), previous, now, parts.by(), key.get())
                .jws());
        return statements;
    }

    /** Judges one anew that was not proven before, since other keys are known now. */
    void prove(Recall recall) {
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

    private void recorded(String peer, Recall recall) {
        parts.audit()
                .note(AuditEvent.of(Kind.ASSESSMENT, "recall", Recalls.PEER + peer)
                        .with("recall", recall.id().toString())
                        .with("object", recall.what().object().value())
                        .with("by", recall.origin().organisation())
                        .with("reason", recall.what().reason())
                        .with("standing", recall.standing().name().toLowerCase(Locale.ROOT))
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

    /** Records that one is not taken. */
    void refused(String peer, String object, String why) {
        parts.audit()
                .note(AuditEvent.of(Kind.REFUSED, "recall-refused", Recalls.PEER + peer)
                        .with("object", object)
                        .with("reason", why));
        LOG.warn("a recall of {} that {} brought is refused: {}", object, peer, why);
    }
}
