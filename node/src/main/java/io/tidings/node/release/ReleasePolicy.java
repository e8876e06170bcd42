package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.release.Decision.Rule;
import io.tidings.node.release.Decision.Withheld;
import io.tidings.node.store.Entry;
import io.tidings.stix.marking.Tlp;
import java.time.Instant;
import java.util.Optional;

/**
 * The one function that decides what leaves, for every road out. A value for one request: it holds the agreements as
 * they were when the request began. Any error while deciding is a no.
 */
final class ReleasePolicy {
    private static final String PEER = "peer:";
    private static final Decision GIVEN = new Decision.Given();

    private final AgreementBook book;
    private final Principal principal;
    private final Grant.Read grant;
    private final Tlp unmarked;
    private final Optional<Instant> oldest;
    private final Notices notices;

    /**
     * @param unmarked the level that content without a TLP marking counts as
     * @param notices know what is held back from everyone
     */
    ReleasePolicy(
            AgreementBook book, Principal principal, Grant.Read grant, Tlp unmarked, Instant now, Notices notices) {
        this.notices = notices;
        this.book = book;
        this.principal = principal;
        this.grant = grant;
        this.unmarked = unmarked;
        this.oldest = grant.since().map(now::minus);
    }

    Decision decide(Entry entry) {
        if (notices.isHeldBack(entry.collection(), entry.added())) {
            return new Withheld(Rule.RECALLED, "it was recalled, and is held back until that is decided on");
        }
        if (grant.types().filter(types -> !types.contains(entry.head().type())).isPresent()) {
            return new Withheld(
                    Rule.TYPE, "objects of type " + entry.head().type() + " are not among the types granted");
        }
        Tlp level = levelOf(entry);
        if (!level.isWithin(grant.maxTlp())) {
            return new Withheld(
                    Rule.MARKING,
                    "TLP:" + level.text() + " is above the agreement's ceiling TLP:"
                            + grant.maxTlp().text());
        }
        if (grant.labels().isPresent()
                && entry.head().labels().stream().noneMatch(grant.labels().get()::contains)) {
            return new Withheld(Rule.LABEL, "it has none of the labels granted");
        }
        if (oldest.isPresent() && timeOf(entry).isBefore(oldest.get())) {
            return new Withheld(Rule.TIME_RANGE, "it is older than the agreement's time range");
        }
        return onward(entry, level);
    }

    /** Whether every rule lets every version of an object through alike, so that one version need not be weighed. */
    boolean isTheSameForAllVersions() {
        return grant.maxTlp() == Tlp.RED
                && grant.labels().isEmpty()
                && oldest.isEmpty()
                && !notices.isAnythingHeldBack()
                && principal instanceof Principal.OfClient;
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

    private Tlp levelOf(Entry entry) {
        // A marking definition says how to treat other content; withheld, what it marks could not be understood.
        return entry.head().tlp().orElse(entry.head().type().equals("marking-definition") ? Tlp.CLEAR : unmarked);
    }

    private static Instant timeOf(Entry entry) {
        return entry.head().isVersioned() ? entry.head().version().toInstant() : Stamps.toInstant(entry.added());
    }
}
