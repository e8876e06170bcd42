package io.tidings.node.intake;

import io.tidings.node.store.Appended;
import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** The words in which a sender is told what became of an object. */
final class Verdicts {
    /** Of what was offered, in reports. */
    private static final int LONGEST_NAME = 300;

    private static final int LONGEST_MESSAGE = 1_000;

    private Verdicts() {}

    static Verdict refused(Element element, String fault) {
        Optional<String> why = Optional.of(shortened(fault, LONGEST_MESSAGE));
        if (element instanceof Element.Sound sound) {
            return new Verdict.Refused(
                    sound.object().id().value(), sound.object().head().version().text(), why);
        }
        Element.Faulty faulty = (Element.Faulty) element;
        return new Verdict.Refused(
                shortened(faulty.id().orElse("unknown"), LONGEST_NAME),
                shortened(faulty.version().orElse("unknown"), LONGEST_NAME),
                why);
    }

    // What is no object may have a megabyte where its identifier should be, and reports are kept.
    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    static Verdict of(StixObject object, Appended outcome) {
        String id = object.id().value();
        String version = object.head().version().text();
        if (outcome instanceof Appended.Stored stored) {
            return new Verdict.Stored(id, version, stored.added());
        }
        if (outcome instanceof Appended.AlreadyHeld) {
            return new Verdict.AlreadyHeld(id, version, Optional.of("already present"));
        }
        if (outcome instanceof Appended.Conflict conflict) {
            return conflict.versioned()
                    ? new Verdict.Refused(
                            id,
                            version,
                            Optional.of("other content is held under this id and version; a change needs a later"
                                    + " \"modified\" (STIX 2.1 §3.6)"))
                    : new Verdict.AlreadyHeld(id, version, Optional.of("kept existing"));
        }
        return new Verdict.Claimed(
                id,
                version,
                Optional.of("kept as a claim: only the object's creator may version it, and the sender is not"
                        + " authoritative for the creator (STIX 2.1 §3.6)"));
    }
}
