package io.tidings.node.intake;

import io.tidings.node.store.Append;
import io.tidings.node.store.HeldDefinition;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings marking definitions into a collection before what they mark, where this node holds them elsewhere: who reads the
 * collection could not tell otherwise what it has to keep. They enter as from whoever gave them first, so the rules on
 * what came from others hold for them as before.
 */
final class Accompaniment {
    private final Store store;

    Accompaniment(Store store) {
        this.store = store;
    }

    /** Durable when it returns; does nothing in nearly all cases. */
    void bring(Delivery delivery, List<StixObject> entering) {
        Set<StixId> wanted = new LinkedHashSet<>();
        for (StixObject object : entering) {
            object.head().objectMarkingRefs().forEach(wanted::add);
            object.head()
                    .granularMarkings()
                    .forEach(marking -> marking.markingRef().ifPresent(wanted::add));
        }
        wanted.removeIf(marking -> Tlp.of(marking).isPresent());
        if (wanted.isEmpty()) {
            return;
        }
        entering.forEach(object -> wanted.remove(object.id()));
        for (StixId marking : wanted) {
            boolean there = store.versions(delivery.collection(), marking).stream()
                    .anyMatch(entry -> reaches(entry.audience(), delivery.audience()));
            if (!there) {
                store.markingDefinition(marking)
                        .filter(held -> reaches(held.entry().audience(), delivery.audience()))
                        .ifPresent(held -> bring(delivery, held));
            }
        }
    }

    /** Whether what is for {@code some} is for all of {@code wanted} too; for none in particular is for everyone. */
    private static boolean reaches(List<String> some, List<String> wanted) {
        return some.isEmpty() || !wanted.isEmpty() && some.containsAll(wanted);
    }

    private void bring(Delivery delivery, HeldDefinition held) {
        Receipt receipt = new Receipt(
                held.entry().source(),
                "accompanies",
                delivery.receipt().at(),
                Optional.empty(),
                store.collection(held.entry().collection()).map(from -> "collection " + from.name()),
                delivery.receipt().requestId());
        Durable.await(store.append(new Append(
                delivery.collection(),
                List.of(held.object()),
                receipt,
                List.of(),
                (offered, first) -> true,
                List.of(held.chain()),
                delivery.audience())));
    }
}
