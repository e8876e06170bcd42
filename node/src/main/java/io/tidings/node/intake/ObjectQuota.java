package io.tidings.node.intake;

import io.tidings.node.quota.Quotas;
import java.time.Duration;
import java.util.Optional;

/** How many entries a sender may make in a collection in any 24 hours. Safe for use by any number of threads. */
final class ObjectQuota {
    private final Quotas quotas;

    ObjectQuota(Quotas quotas) {
        this.quotas = quotas;
    }

    /** @throws QuotaUsedUpException if nothing of it is left */
    void require(Delivery delivery) {
        wait(delivery).ifPresent(wait -> {
            throw new QuotaUsedUpException(
                    delivery.receipt().source(), delivery.objectsPerDay().orElse(0L), wait);
        });
    }

    /** How long until some is left again; empty if some is. */
    Optional<Duration> wait(Delivery delivery) {
        return delivery.objectsPerDay().flatMap(perDay -> {
            Quotas.Allowance one = allowance(delivery, 1, perDay);
            giveBack(delivery, one.granted());
            return one.granted() > 0 ? Optional.empty() : Optional.of(one.retryAfter());
        });
    }

    /** Sets aside up to {@code wanted} objects; returns how many may enter, without a limit any number. */
    long setAside(Delivery delivery, int wanted) {
        return delivery.objectsPerDay()
                .map(perDay -> allowance(delivery, wanted, perDay).granted())
                .orElse(Long.MAX_VALUE);
    }

    /** Gives back what of it was not used after all. */
    void giveBack(Delivery delivery, long objects) {
        if (delivery.objectsPerDay().isPresent()) {
            quotas.giveBack(delivery.receipt().source(), use(delivery), objects);
        }
    }

    private Quotas.Allowance allowance(Delivery delivery, long wanted, long perDay) {
        return quotas.objects(delivery.receipt().source(), use(delivery), wanted, perDay, () -> 0);
    }

    private static String use(Delivery delivery) {
        return "write " + delivery.collection();
    }
}
