package io.tidings.node.companion;

import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import java.util.Map;
import java.util.Optional;

/** What came of a companion: the chains of the objects that it names. */
public final class Companion {
    /** The type of companions. */
    public static final String TYPE = CompanionForm.TYPE;

    private final Map<Name, Assembled> chains;

    /** One version of one object. */
    record Name(String id, String version) {}

    Companion(Map<Name, Assembled> chains) {
        this.chains = Map.copyOf(chains);
    }

    /** How many objects it names. */
    public int size() {
        return chains.size();
    }

    /** The chain of this object, or why there is none; empty where the object is not named. */
    public Optional<Assembled> find(StixObject object) {
        return Optional.ofNullable(chains.get(new Name(object.id().value(), version(object))));
    }

    /** Whether an object is one by which provenance travels. */
    public static boolean isOne(StixObject object) {
        return object.type().equals(CompanionForm.TYPE);
    }

    /** How a companion names the version of an object: its time, or a fixed word where it has none. */
    public static String version(StixObject object) {
        return version(object.head());
    }

    /** As {@link #version(StixObject)}. */
    public static String version(Head head) {
        return head.isVersioned() ? head.version().text() : "none";
    }
}
