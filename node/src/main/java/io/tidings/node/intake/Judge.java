package io.tidings.node.intake;

import io.tidings.node.store.Store;
import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one object: whether it enters, is kept aside or is refused. Asks the cheap before the dear, and screens only
 * what is valid. Safe for use by any number of threads; blocks on the store for what comes back from elsewhere.
 */
final class Judge {
    private final List<Check> checks = List.of(new SpecVersionCheck(), new TypeCheck(), new TimeCheck());
    private final Store store;
    private final Validity validity;
    private final Screening screening;
    private final Sealing sealing;
    private final Recalled recalled;

    Judge(Store store, Intake.Rules rules) {
        this.store = store;
        this.validity = rules.validity();
        this.screening = rules.screening();
        this.sealing = rules.sealing();
        this.recalled = rules.recalled();
    }

    /** @param marking what the markings of this delivery mean */
    Judgement of(Element element, Delivery delivery, Check marking) {
        if (element instanceof Element.Sound sound) {
            return of(sound.object(), delivery, marking);
        }
        return new Judgement.Refused(((Element.Faulty) element).reason());
    }

    private Judgement of(StixObject object, Delivery delivery, Check marking) {
        Optional<String> broken = broken(object, delivery).or(() -> marking.fault(object, delivery));
        if (broken.isPresent()) {
            return new Judgement.Refused(broken.get());
        }
        Optional<String> invalid = validity.fault(object, delivery);
        if (invalid.isPresent()) {
            return delivery.acceptance().quarantine()
                    ? aside(object, delivery, invalid.get())
                    : new Judgement.Refused(invalid.get());
        }
        Optional<String> sensitive = screening.fault(object, delivery);
        if (sensitive.isPresent()) {
            return aside(object, delivery, sensitive.get());
        }
        Sealing.Arrival arrival = sealing.examine(object, delivery);
        return circle(object, arrival)
                .or(() ->
                        recalled.fault(object, delivery, arrival.verification().author()))
                .<Judgement>map(Judgement.Refused::new)
                .orElseGet(() -> new Judgement.Enters(new Entrant(object, arrival)));
    }

    private Judgement aside(StixObject object, Delivery delivery, String why) {
        return new Judgement.Aside(new Entrant(object, sealing.examine(object, delivery)), why);
    }

    private Optional<String> broken(StixObject object, Delivery delivery) {
        for (Check check : checks) {
            Optional<String> fault = check.fault(object, delivery);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** What went out from here, was removed here, and comes back would otherwise never be gone. */
    private Optional<String> circle(StixObject object, Sealing.Arrival arrival) {
        if (!sealing.isFromHere(arrival) || !store.wasRemoved(object) || isHeld(object)) {
            return Optional.empty();
        }
        sealing.counts().addCircled();
        return Optional.of("it was here before and was removed, and came back in a circle");
    }

    private boolean isHeld(StixObject object) {
        return store.versions(object.id()).stream()
                .anyMatch(entry -> entry.head().version().equals(object.head().version()));
    }
}
