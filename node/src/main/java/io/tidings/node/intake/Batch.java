package io.tidings.node.intake;

import io.tidings.node.store.Appended;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Some elements on their way through the door: judged when made, then submitted, then settled. For one thread. */
final class Batch {
    private final Parts parts;
    private final Delivery delivery;
    private final List<Element> elements;
    private final List<Judgement> judgements;
    private final List<Entrant> entrants = new ArrayList<>();
    private final List<Quarantine.Suspect> suspects = new ArrayList<>(0);
    private final List<Optional<StoredChain>> chains;
    private final long granted;
    private Map<Integer, Verdict> kept = Map.of();
    private CompletableFuture<List<Appended>> appended = CompletableFuture.completedFuture(List.of());

    /** Who does with a batch what is to be done. */
    record Parts(Judge judge, ObjectQuota quota, Sealing sealing, Storing storing, IntakeCounts counts) {}

    /** What becomes of a batch's objects beyond a quota that it uses up. */
    enum Rest {
        COMES_AS_WELL,
        IS_REFUSED
    }

    Batch(Parts parts, Delivery delivery, IncomingMarkings markings, List<Element> elements, Rest rest) {
        this.parts = parts;
        this.delivery = delivery;
        this.elements = elements;
        this.judgements = new ArrayList<>(elements.size());
        this.granted = parts.quota().setAside(delivery, elements.size());
        Check marking = new MarkingCheck(markings);
        for (Element element : elements) {
            Judgement judgement = parts.judge().of(element, delivery, marking);
            add(rest == Rest.IS_REFUSED ? withinQuota(judgement) : judgement);
        }
        // Here, since a batch is judged while the one before it is being stored.
        this.chains = parts.sealing().seal(entrants, delivery);
    }

    private Judgement withinQuota(Judgement judgement) {
        return judgement instanceof Judgement.Enters && entrants.size() >= granted
                ? new Judgement.Refused("the agreement's number of objects a day is used up; send it again later")
                : judgement;
    }

    private void add(Judgement judgement) {
        if (judgement instanceof Judgement.Enters enters) {
            entrants.add(enters.entrant());
        } else if (judgement instanceof Judgement.Aside aside) {
            suspects.add(new Quarantine.Suspect(
                    judgements.size(),
                    aside.entrant().object(),
                    aside.why(),
                    aside.entrant().arrival()));
        }
        judgements.add(judgement);
    }

    int size() {
        return elements.size();
    }

    /** Begins to store it; what goes into quarantine is durable when this returns. */
    void submit() {
        kept = parts.storing().keepAside(delivery, suspects);
        appended = parts.storing().append(delivery, entrants, chains);
    }

    /** Waits until all that became of it is durable, and adds that to the report. */
    void settle(IntakeReport.Builder report) {
        List<Appended> outcomes = Durable.await(appended);
        answer(outcomes, report);
        int claimed = keepClaims(outcomes);
        keepProofs(outcomes);
        count(outcomes, claimed);
    }

    private void answer(List<Appended> outcomes, IntakeReport.Builder report) {
        int at = 0;
        for (int i = 0; i < elements.size(); i++) {
            Optional<String> fault = judgements.get(i).fault();
            if (fault.isPresent()) {
                report.add(kept.containsKey(i) ? kept.get(i) : Verdicts.refused(elements.get(i), fault.get()));
            } else {
                report.add(Verdicts.of(entrants.get(at).object(), outcomes.get(at)));
                at++;
            }
        }
    }

    private int keepClaims(List<Appended> outcomes) {
        List<StixObject> claimed = new ArrayList<>(0);
        List<Optional<StoredChain>> claimedChains = new ArrayList<>(0);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Appended.NotAuthorised) {
                claimed.add(entrants.get(i).object());
                claimedChains.add(chains.get(i));
            }
        }
        parts.storing().keepClaims(delivery, claimed, claimedChains);
        return claimed.size();
    }

    private void keepProofs(List<Appended> outcomes) {
        SortedMap<Long, Sealing.Again> again = new TreeMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Sealing.Arrival arrival = entrants.get(i).arrival();
            if (outcomes.get(i) instanceof Appended.AlreadyHeld held
                    && arrival.verification().author().isPresent()) {
                chains.get(i).ifPresent(chain -> again.put(held.added(), new Sealing.Again(arrival, chain)));
            }
        }
        parts.storing().keepProofs(delivery.collection(), again);
    }

    private void count(List<Appended> outcomes, int claimed) {
        long stored =
                outcomes.stream().filter(Appended.Stored.class::isInstance).count();
        long conflicts =
                outcomes.stream().filter(Appended.Conflict.class::isInstance).count();
        long bytes = entrants.stream()
                .mapToLong(entrant -> entrant.object().bytes().length())
                .sum();
        long held = entrants.size() - stored - conflicts - claimed;
        long refused = elements.size() - (long) entrants.size();
        parts.counts()
                .add(
                        delivery.receipt().channel(),
                        delivery.collection(),
                        new IntakeCounts.Road(bytes, stored, held, conflicts, claimed, refused));
        // A claim takes room as an entry does: else who may add a hundred objects a day could fill the disk with them.
        parts.quota().giveBack(delivery, granted - stored - claimed);
    }
}
