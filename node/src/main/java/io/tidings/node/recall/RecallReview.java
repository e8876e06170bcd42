package io.tidings.node.recall;

import io.tidings.node.audit.AuditEvent;
import io.tidings.node.recall.Recall.Action;
import io.tidings.node.recall.Recall.Place;
import io.tidings.node.recall.Recall.Standing;
import io.tidings.node.recall.Recalls.Parts;
import io.tidings.node.store.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks again at recalls: at what a page or delivery under way may have changed since, at what was cut off by a crash, and at
 * what was not proven before and may be by now. Its caller changes one recall at a time.
 */
final class RecallReview {
    /** A page or a delivery that was under way when a recall came is at its end by then. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(15);

    private final Parts parts;
    private final RecallBook book;
    private final RecallJudge judge;
    private final RecallReach reach;
    private final RecallRemoval removal;
    private final IncomingRecalls incoming;
    private boolean looked;

    RecallReview(
            Parts parts,
            RecallBook book,
            RecallJudge judge,
            RecallReach reach,
            RecallRemoval removal,
            IncomingRecalls incoming) {
        this.parts = parts;
        this.book = book;
        this.judge = judge;
        this.reach = reach;
        this.removal = removal;
        this.incoming = incoming;
    }

    /** @param keys whether other keys are known than at the last look */
    void lookAgain(boolean keys) {
        Instant since = parts.clock().instant().minus(UNDER_WAY);
        boolean first = !looked;
        looked = true;
        for (Recall recall : book.all()) {
            boolean recent = first || recall.origin().came().isAfter(since);
            if (recall.standing() == Standing.UNPROVEN && keys) {
                incoming.prove(recall);
            } else if (recall.action() == Action.REMOVED && recent) {
                finish(recall);
            } else if (recent && recall.stands() && !recall.places().isEmpty()) {
                if (!recall.told().keySet().containsAll(reach.told(recall).keySet())) {
                    reach.announced(recall);
                }
            }
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
            removal.remove(left, all, AuditEvent.NODE);
        }
        if (!recall.told().keySet().containsAll(reach.told(all).keySet())) {
            reach.announced(all);
        }
    }
}
