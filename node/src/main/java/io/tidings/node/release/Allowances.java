package io.tidings.node.release;

import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.StoredCollection;
import io.tidings.taxii.server.backend.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** How much of a collection a principal may have in a day, by its grant. Safe for any number of threads. */
final class Allowances {
    private final Quotas quotas;
    private final Ledger ledger;
    private final Clock clock;

    Allowances(Quotas quotas, Ledger ledger, Clock clock) {
        this.quotas = quotas;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What a request may give. What it does not give in the end is to be given back. */
    final class Allowed {
        private final Optional<Use> use;
        private final int objects;

        private Allowed(Optional<Use> use, int objects) {
            this.use = use;
            this.objects = objects;
        }

        int objects() {
            return objects;
        }

        void giveBackAllBut(int given) {
            use.ifPresent(of -> quotas.giveBack(of.principal(), of.what(), objects - (long) given));
        }
    }

    /** What is counted against a quota. */
    private record Use(String principal, String what) {}

    /** @throws RefusedException 429 if no object is left of today's */
    Allowed objects(Request request, Grant.Read grant, int wanted) {
        return take(
                grant,
                new Use(request.principal().name(), use(request.collection().id())),
                wanted,
                () -> ledger.givenInTheLastDay(request.principal(), request.collection()));
    }

    /**
     * As many entries as objects, counted apart: nobody learns of more than it could have got.
     *
     * @throws RefusedException as {@link #objects}
     */
    Allowed entries(Request request, Grant.Read grant, int wanted) {
        String what = "provenance " + request.collection().id();
        return take(grant, new Use(request.principal().name(), what), wanted, () -> 0);
    }

    private Allowed take(Grant.Read grant, Use use, int wanted, LongSupplier already) {
        if (grant.objectsPerDay().isEmpty()) {
            return new Allowed(Optional.empty(), wanted);
        }
        Quotas.Allowance allowance = quotas.objects(
                use.principal(), use.what(), wanted, grant.objectsPerDay().get(), already);
        if (allowance.granted() == 0) {
            throw RefusedException.tooMany(
                    "The agreement's number of objects a day from this collection is used up.", allowance.retryAfter());
        }
        return new Allowed(Optional.of(use), (int) allowance.granted());
    }

    /** Gives back objects that were not given after all. */
    void giveBack(Principal principal, UUID collection, long objects) {
        quotas.giveBack(principal.name(), use(collection), objects);
    }

    /** Whether nothing is left for today, with when there is more. */
    Optional<Decision> usedUp(Principal principal, StoredCollection collection, Grant.Read grant) {
        return grant.objectsPerDay().flatMap(perDay -> {
            String use = use(collection.id());
            Quotas.Allowance one = quotas.objects(
                    principal.name(), use, 1, perDay, () -> ledger.givenInTheLastDay(principal, collection));
            quotas.giveBack(principal.name(), use, one.granted());
            Instant more = clock.instant().plus(one.retryAfter()).truncatedTo(ChronoUnit.SECONDS);
            return one.granted() > 0
                    ? Optional.empty()
                    : Optional.of(new Decision.Withheld(
                            Decision.Rule.QUOTA,
                            "the " + perDay + " objects a day that it may have of " + collection.name()
                                    + " are used up; there is more from " + more));
        });
    }

    private static String use(UUID collection) {
        return "read " + collection;
    }
}
