package io.tidings.node.recall;

import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.Kind;
import io.tidings.node.recall.Recall.Standing;
import io.tidings.node.recall.Recall.Told;
import io.tidings.node.recall.RecallRoad.Taken;
import io.tidings.node.recall.Recalls.Due;
import io.tidings.node.recall.Recalls.Parts;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What became of recalls: this node's answers to others', and theirs to its own. Its caller changes one recall at a time. */
final class RecallAnswers {
    private final Parts parts;
    private final RecallBook book;

    RecallAnswers(Parts parts, RecallBook book) {
        this.parts = parts;
        this.book = book;
    }

    /** What a peer is to be told of what became of its recalls, and was not told yet. */
    List<Due> due(String peer) {
        return answers(peer)
                .filter(answer -> !answer.what()
                        .substance()
                        .equals(answer.recall().origin().from().get(peer)))
                .flatMap(answer -> signed(answer).stream())
                .toList();
    }

    /** What became of a peer's recalls, told before or not; the newest recalls first. */
    List<String> all(String peer, int most) {
        return answers(peer)
                .limit(most)
                .flatMap(answer -> signed(answer).stream())
                .map(Due::jws)
                .toList();
    }

    private record Answer(Recall recall, Acknowledgement what) {}

    private Stream<Answer> answers(String peer) {
        Instant now = parts.now();
        return book.all().stream()
                .filter(recall -> recall.origin().from().containsKey(peer)
                        && !recall.origin().own()
                        && recall.standing() != Standing.UNPROVEN)
                .map(recall -> new Answer(
                        recall,
                        new Acknowledgement(
                                now, recall.action(), recall.places().size(), recall.onward(), true)));
    }

    private Optional<Due> signed(Answer answer) {
        Recall recall = answer.recall();
        return parts.key()
                .get()
                .map(key -> new Due(
                        recall.id(),
                        recall.key(),
                        answer.what().sign(recall.id(), recall.key(), key).jws(),
                        answer.what().substance()));
    }

    /** Notes that a peer has been told, or cannot be. */
    void answered(String peer, Due due) {
        book.find(due.statement())
                .ifPresent(recall -> book.put(recall.with(recall.origin().answered(peer, due.substance()))));
    }

    /** Takes what a peer says to have become of a recall; durable when it returns. */
    Taken take(String principal, String jws) {
        try {
            Statement signed = Statement.parse(Acknowledgement.TYPE, jws, Acknowledgement.LONGEST);
            return take(principal, signed);
        } catch (IllegalArgumentException malformed) {
            return Taken.WRONG;
        }
    }

    private Taken take(String principal, Statement signed) {
        UUID id = Acknowledgement.recall(signed);
        Optional<Recall> found = book.find(signed.payload().path("statement").asText())
                .filter(recall -> recall.id().equals(id) && recall.told().containsKey(principal));
        if (found.isEmpty()) {
            return Taken.UNKNOWN;
        }
        Recall recall = found.get();
        Optional<TrustedKey> key = parts.keys().find(signed.key());
        boolean isTheirs = key.map(each -> each.holder().equals(principal) && signed.isSignedBy(each.key()))
                .orElse(true);
        Acknowledgement answer = Acknowledgement.parse(signed.payload(), key.isPresent());
        if (!isTheirs || answer.at().isAfter(parts.clock().instant().plus(ChainVerifier.CLOCKS))) {
            return Taken.WRONG;
        }
        Optional<Acknowledgement> last =
                Optional.ofNullable(recall.told().get(principal)).flatMap(Told::answer);
        if (last.filter(before -> !answer.isNewsAfter(before)).isPresent()) {
            return Taken.TAKEN; // said again
        }
        book.put(recall.answered(principal, answer));
        parts.audit()
                .note(AuditEvent.of(Kind.SHARING, "recall-acknowledged", principal)
                        .with("recall", recall.id().toString())
                        .with("object", recall.what().object().value())
                        .with("did", answer.did().text())
                        .with("entries", answer.entries())
                        .with("statement", signed.jws()));
        return Taken.TAKEN;
    }

    /** Of this node's own: peers that have not answered for longer than {@code patience}, and since when the longest. */
    Map<String, Instant> unanswered(Duration patience) {
        Instant before = parts.clock().instant().minus(patience);
        Map<String, Instant> silent = new HashMap<>();
        for (Recall recall : book.all()) {
            if (!recall.origin().own() || !recall.stands() || recall.what().at().isAfter(before)) {
                continue;
            }
            recall.told().forEach((who, told) -> {
                if (who.startsWith(Recalls.PEER) && told.answer().isEmpty()) {
                    silent.merge(
                            who.substring(Recalls.PEER.length()), recall.what().at(), (a, b) -> a.isBefore(b) ? a : b);
                }
            });
        }
        return silent;
    }
}
