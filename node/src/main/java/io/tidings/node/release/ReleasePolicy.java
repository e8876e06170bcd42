package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.MarkingRule;
import io.tidings.node.agreement.Principal;
import io.tidings.node.release.Decision.Rule;
import io.tidings.node.release.Decision.Withheld;
import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.marking.MarkingMeaning;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one function that decides what leaves, for every road out. A value for one request: it holds the agreements as
 * they were when the request began. Any error while deciding is a no.
 */
final class ReleasePolicy {
    private static final String PEER = "peer:";
    private static final String MARKING_DEFINITION = "marking-definition";
    private static final Decision GIVEN = new Decision.Given();

    private final AgreementBook book;
    private final Principal principal;
    private final Grant.Read grant;
    private final MarkingRule markings;
    private final Sight sight;
    private final Optional<Instant> oldest;

    /**
     * What the decision needs to know beside agreements and heads.
     *
     * @param unmarked the level that content without a TLP marking counts as
     * @param directed whether anything held is for some principals only
     * @param notices know what is held back from everyone
     */
    record Sight(
            Tlp unmarked, boolean directed, MarkingDefinitions definitions, Stripping stripping, Notices notices) {}

    ReleasePolicy(AgreementBook book, Principal principal, Grant.Read grant, Sight sight, Instant now) {
        this.book = book;
        this.principal = principal;
        this.grant = grant;
        this.markings = grant.markings()
                .orElse(principal instanceof Principal.OfClient ? MarkingRule.WITHIN : MarkingRule.STRICT);
        this.sight = sight;
        this.oldest = grant.since().map(now::minus);
    }

    Decision decide(Entry entry) {
        Head head = entry.head();
        if (!isFor(entry)) {
            return new Withheld(Rule.DIRECTED, "it is directed to " + String.join(", ", entry.audience()));
        }
        if (sight.notices().isHeldBack(entry.collection(), entry.added())) {
            return new Withheld(Rule.RECALLED, "it was recalled, and is held back until that is decided on");
        }
        // It travels with what it marks; whether its kind may be given at all is asked as of any other marking.
        boolean definition = head.type().equals(MARKING_DEFINITION);
        if (!definition
                && grant.types().filter(types -> !types.contains(head.type())).isPresent()) {
            return new Withheld(Rule.TYPE, "objects of type " + head.type() + " are not among the types granted");
        }
        Optional<Withheld> marked = definition ? beyond(head.id()) : Optional.empty();
        Optional<Tlp> level = Optional.empty();
        for (int i = 0; marked.isEmpty() && i < head.objectMarkingRefs().size(); i++) {
            StixId marking = head.objectMarkingRefs().get(i);
            MarkingMeaning meaning = sight.definitions().of(marking);
            if (meaning instanceof MarkingMeaning.Level found) {
                level = Optional.of(level.map(found.tlp()::stricter).orElse(found.tlp()));
            } else {
                marked = beyond(marking, meaning);
            }
        }
        // A marking definition says how to treat other content; withheld, what it marks could not be understood.
        Tlp whole = level.orElse(definition ? Tlp.CLEAR : sight.unmarked());
        if (marked.isEmpty() && !whole.isWithin(grant.maxTlp())) {
            marked = Optional.of(tooStrict(whole));
        }
        if (marked.isPresent()) {
            return marked.get();
        }
        if (!definition
                && grant.labels().isPresent()
                && head.labels().stream().noneMatch(grant.labels().get()::contains)) {
            return new Withheld(Rule.LABEL, "it has none of the labels granted");
        }
        if (!definition && oldest.isPresent() && timeOf(entry).isBefore(oldest.get())) {
            return new Withheld(Rule.TIME_RANGE, "it is older than the agreement's time range");
        }
        return head.granularMarkings().isEmpty() ? onward(entry, whole) : inParts(entry, whole);
    }

    /** Whether the principal is among those to whom an entry was directed, or may see what is directed to others. */
    private boolean isFor(Entry entry) {
        if (entry.audience().isEmpty() || entry.audience().contains(principal.name())) {
            return true;
        }
        // What a peer's entry hides from others is the peer's word against that of whoever was first.
        return principal instanceof Principal.OfClient
                && grant.directed()
                && !entry.source().startsWith(PEER);
    }

    /** Some parts are marked apart: own objects go without those that exceed, others' objects do not go. */
    private Decision inParts(Entry entry, Tlp whole) {
        Map<StixId, Withheld> exceeding = exceeding(entry.head());
        Tlp level = entry.head()
                .tlp(sight.definitions()::level)
                .map(whole::stricter)
                .orElse(whole);
        if (exceeding.isEmpty()) {
            return onward(entry, level);
        }
        Withheld first = exceeding.values().iterator().next();
        if (entry.source().startsWith(PEER)) {
            return new Withheld(first.rule(), "a part of it: " + first.explanation() + "; it came from another");
        }
        return sight.stripping().isPossible(entry, exceeding.keySet())
                ? new Decision.Stripped(exceeding.keySet(), "without a part of it: " + first.explanation())
                : new Withheld(
                        first.rule(),
                        "a part of it: " + first.explanation() + "; without that part it would be no valid STIX");
    }

    private Map<StixId, Withheld> exceeding(Head head) {
        Map<StixId, Withheld> exceeding = new LinkedHashMap<>();
        for (GranularMarking marking : head.granularMarkings()) {
            marking.markingRef().ifPresent(ref -> beyond(ref).ifPresent(rule -> exceeding.put(ref, rule)));
        }
        return exceeding;
    }

    /** The item as the principal gets it; {@link #decide} has given its entry. */
    LogPage.Item form(LogPage.Item item) {
        Head head = item.entry().head();
        if (head.granularMarkings().isEmpty() || item.entry().source().startsWith(PEER)) {
            return item;
        }
        Set<StixId> exceeding = exceeding(head).keySet();
        return exceeding.isEmpty() ? item : inPart(item, exceeding);
    }

    /** With the head of what is left: filters must not find what stays behind. */
    private LogPage.Item inPart(LogPage.Item item, Set<StixId> exceeding) {
        Entry whole = item.entry();
        StixObject part = sight.stripping()
                .stripped(item.bytes(), whole.head(), exceeding)
                .orElseThrow(() -> new IllegalStateException(
                        whole.id() + " cannot be given without a part of it, though it could when that was decided"));
        Entry entry = new Entry(
                whole.collection(),
                whole.added(),
                part.head(),
                whole.current(),
                whole.length(),
                whole.source(),
                whole.audience());
        return new LogPage.Item(entry, part.bytes(), false);
    }

    /** Whether every rule lets every version of an object through alike, so that one version need not be weighed. */
    boolean isTheSameForAllVersions() {
        return grant.maxTlp() == Tlp.RED
                && markings.everything()
                && grant.labels().isEmpty()
                && oldest.isEmpty()
                && principal instanceof Principal.OfClient
                && !sight.directed()
                && !sight.notices().isAnythingHeldBack();
    }

    /** Why content under a marking is not given. */
    private Optional<Withheld> beyond(StixId marking) {
        return beyond(marking, sight.definitions().of(marking));
    }

    private Optional<Withheld> beyond(StixId marking, MarkingMeaning meaning) {
        if (meaning instanceof MarkingMeaning.Level level) {
            return level.tlp().isWithin(grant.maxTlp()) ? Optional.empty() : Optional.of(tooStrict(level.tlp()));
        }
        if (markings.everything() || markings.others().contains(marking)) {
            return Optional.empty();
        }
        if (meaning instanceof MarkingMeaning.Statement) {
            return markings.statements()
                    ? Optional.empty()
                    : Optional.of(new Withheld(
                            Rule.STATEMENT,
                            "it is under the statement " + marking
                                    + ", and the agreement does not say that statements are kept (markings: {statements:"
                                    + " allow})"));
        }
        return Optional.of(new Withheld(
                Rule.OTHER_MARKING,
                "it is marked " + marking
                        + (meaning instanceof MarkingMeaning.Other
                                ? ", which is neither TLP nor a statement"
                                : ", whose definition is not held here")
                        + ", and the agreement does not name it (markings: {others: [...]})"));
    }

    private Withheld tooStrict(Tlp level) {
        return new Withheld(
                Rule.MARKING,
                "TLP:" + level.text() + " is above the agreement's ceiling TLP:"
                        + grant.maxTlp().text());
    }

    /** What came from another organisation goes to a third only if its agreement and its marking both allow. */
    private Decision onward(Entry entry, Tlp level) {
        if (!(principal instanceof Principal.OfPeer) || !entry.source().startsWith(PEER)) {
            return GIVEN;
        }
        if (entry.source().equals(principal.name())) {
            return GIVEN;
        }
        String source = entry.source().substring(PEER.length());
        if (book.peer(source).filter(peer -> peer.onward()).isEmpty()) {
            return new Withheld(
                    Rule.ONWARD_AGREEMENT, "it came from " + source + ", whose agreement does not allow it further");
        }
        return level.isWithin(Tlp.AMBER)
                ? GIVEN
                : new Withheld(
                        Rule.ONWARD_MARKING,
                        "it came from " + source + " as TLP:" + level.text()
                                + ", which stays within the organisation that received it");
    }

    private static Instant timeOf(Entry entry) {
        return entry.head().isVersioned() ? entry.head().version().toInstant() : Stamps.toInstant(entry.added());
    }
}
