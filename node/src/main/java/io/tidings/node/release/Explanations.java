package io.tidings.node.release;

import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.store.Entry;
import io.tidings.node.store.LogPage;
import io.tidings.node.store.StoredCollection;
import io.tidings.taxii.server.backend.RefusedException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the operator what principals get and why not; nothing leaves by it. Safe for any number of threads; blocks. */
final class Explanations {
    private final Release.Parts parts;
    private final CutOff cutOff;
    private final Policies policies;
    private final Allowances allowances;

    Explanations(Release.Parts parts, CutOff cutOff, Policies policies, Allowances allowances) {
        this.parts = parts;
        this.cutOff = cutOff;
        this.policies = policies;
        this.allowances = allowances;
    }

    /** As {@link Release#preview}. */
    Preview preview(Principal principal, StoredCollection collection) {
        Grant.Read grant = principal.mayRead(collection.name()).orElseThrow(RefusedException::notFound);
        ReleasePolicy policy = policies.of(principal, grant);
        Optional<Decision> outside = outside(principal);
        Map<Decision.Rule, Preview.Count> withheld = new EnumMap<>(Decision.Rule.class);
        long given = 0;
        long through = parts.store().lastAdded(collection.id());
        LogPage page = new LogPage(List.of(), 0, true);
        while (page.more()) {
            page = parts.store()
                    .read(
                            collection.id(),
                            page.examinedThrough(),
                            through,
                            1_000,
                            parts.options().pageBytes());
            for (LogPage.Item item : page.items()) {
                if (outside.orElseGet(() -> policy.decide(item.entry())) instanceof Decision.Withheld no) {
                    withheld.merge(
                            no.rule(), new Preview.Count(1, item.entry().id(), no.explanation()), Preview.Count::plus);
                } else {
                    given++;
                }
            }
        }
        return new Preview(given, withheld);
    }

    /** As {@link Release#decide}. */
    Decision decide(Principal principal, StoredCollection collection, Entry entry) {
        Optional<Decision> outside = outside(principal);
        if (outside.isPresent()) {
            return outside.get();
        }
        Optional<Grant.Read> grant = principal.mayRead(collection.name());
        if (grant.isEmpty()) {
            return new Decision.Withheld(
                    Decision.Rule.COLLECTION, "the collection " + collection.name() + " is not granted");
        }
        Decision decision = policies.of(principal, grant.get()).decide(entry);
        return decision.isGiven()
                ? allowances.usedUp(principal, collection, grant.get()).orElse(decision)
                : decision;
    }

    /** Recognition refuses whoever comes while it is so; no request reaches a door then. */
    private Optional<Decision> outside(Principal principal) {
        return cutOff.of(principal.name())
                .<Decision>map(cut -> new Decision.Withheld(
                        Decision.Rule.CUT_OFF,
                        "sharing with " + (cut.who().equals(CutOff.EVERYONE) ? "everyone" : cut.who())
                                + " is cut off since " + cut.since()
                                + cut.reason().map(why -> ": " + why).orElse("")))
                .or(() -> outsideAgreement(principal));
    }

    private Optional<Decision> outsideAgreement(Principal principal) {
        if (!(principal instanceof Principal.OfPeer of)) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(parts.clock().instant(), ZoneOffset.UTC);
        if (of.peer().validFrom().filter(today::isBefore).isPresent()) {
            return Optional.of(new Decision.Withheld(
                    Decision.Rule.AGREEMENT,
                    "its agreement begins on " + of.peer().validFrom().get()));
        }
        return of.peer()
                .validUntil()
                .filter(until -> !today.isBefore(until))
                .map(until -> new Decision.Withheld(Decision.Rule.AGREEMENT, "its agreement ended on " + until));
    }
}
