package io.tidings.node.recall;

import io.tidings.node.recall.Recall.Action;
import io.tidings.node.recall.Recall.Place;
import io.tidings.node.recall.Recall.Standing;
import io.tidings.node.recall.RecallRefusedException.Why;
import io.tidings.node.recall.Recalls.Parts;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Statement;
import io.tidings.node.store.Entry;
import io.tidings.node.store.RemovedEntry;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes this node's own recalls. Its caller changes one recall at a time. */
final class RecallIssue {
    private static final Logger LOG = LoggerFactory.getLogger(RecallIssue.class);

    private final Parts parts;
    private final RecallBook book;
    private final RecallReach reach;
    private final RecallRemoval removal;

    RecallIssue(Parts parts, RecallBook book, RecallReach reach, RecallRemoval removal) {
        this.parts = parts;
        this.book = book;
        this.reach = reach;
        this.removal = removal;
    }

    /** As {@link Recalls#issue}. */
    Recall issue(StixId object, Optional<StixTimestamp> version, String reason) {
        RecallStatement what = new RecallStatement(parts.uuids().get(), object, version, reason, parts.now());
        if (reason.isBlank() || reason.length() > RecallStatement.LONGEST_REASON) {
            throw new RecallRefusedException(
                    Why.INVALID, "a reason has 1 to " + RecallStatement.LONGEST_REASON + " characters");
        }
        List<Entry> held = reach.held(what);
        List<RemovedEntry> gone = gone(object, version);
        requireKnown(what, held, gone);
        Recall recall = reach.announced(signed(what, held, gone));
        removal.remove(held, recall, Recalls.OPERATOR);
        recall = reach.announced(recall);
        LOG.warn("{} is recalled; {} were given it", object, recall.told().size());
        return recall;
    }

    private List<RemovedEntry> gone(StixId object, Optional<StixTimestamp> version) {
        return parts.store().removed(object).stream()
                .filter(each -> version.map(StixTimestamp::sortKey)
                        .map(each.versionKey()::equals)
                        .orElse(true))
                .filter(each -> reach.isInForce(each.collection()))
                .toList();
    }

    private void requireKnown(RecallStatement what, List<Entry> held, List<RemovedEntry> gone) {
        if (held.isEmpty() && gone.isEmpty()) {
            throw new RecallRefusedException(
                    Why.NOT_FOUND,
                    "this node never held " + what.object()
                            + what.version().map(v -> " of " + v).orElse(""));
        }
        book.of(what.object()).stream()
                .filter(each -> each.origin().own()
                        && each.stands()
                        && each.what().version().equals(what.version()))
                .filter(each -> held.isEmpty())
                .findFirst()
                .ifPresent(each -> {
                    throw new RecallRefusedException(
                            Why.CONFLICT,
                            what.object() + " was recalled on " + each.what().at());
                });
    }

    private Recall signed(RecallStatement what, List<Entry> held, List<RemovedEntry> gone) {
        Statement signed = what.sign(parts.by(), key());
        Set<Place> places = RecallReach.places(held);
        gone.forEach(each -> places.add(new Place(each.collection(), each.added())));
        boolean ours = held.stream().allMatch(this::isOurs)
                && gone.stream().noneMatch(each -> each.source().startsWith(Recalls.PEER));
        return new Recall(
                what,
                List.of(signed.jws()),
                new Recall.Origin(
                        true, parts.by().name(), Optional.of("own"), parts.identities(), Set.of(), what.at(), Map.of()),
                ours ? Standing.CREATOR : Standing.GIVER,
                held.isEmpty() ? Action.NOT_HELD : Action.REMOVED,
                places,
                Map.of(),
                reach.level(held),
                Map.of());
    }

    private boolean isOurs(Entry entry) {
        return !entry.source().startsWith(Recalls.PEER)
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
}
