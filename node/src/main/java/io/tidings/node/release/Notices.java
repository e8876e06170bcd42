package io.tidings.node.release;

import io.tidings.stix.identifier.StixId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is to be told about content that was given out, and what of the content is not to be given any more though it is held.
 * Answers from memory; for any number of threads.
 */
public interface Notices {
    /** The type of the objects by which recalls travel. */
    String TYPE = "x-tidings-recall";

    /**
     * Of a collection, for a principal, between two stamps: the first exclusive, the last inclusive; oldest first, and not more
     * than {@code most}.
     */
    List<Notice> of(String principal, UUID collection, long after, long through, int most);

    /** Reads, while no notice gets its place: what is read with notices has then all that lie between. */
    default <T> T whileNoneIsPlaced(Supplier<T> reading) {
        return reading.get();
    }

    /** Whether an entry is held back from everyone. */
    boolean isHeldBack(UUID collection, long added);

    /** Whether anything is held back at all. */
    boolean isAnythingHeldBack();

    /**
     * A STIX object that goes beside the collection, to those who were given what it is about.
     *
     * @param at its {@code created}
     * @param added its place among the entries, microseconds since 1970
     */
    record Notice(StixId id, String at, byte[] bytes, long added) {}

    /** Nothing to tell. */
    static Notices none() {
        return new Notices() {
            @Override
            public List<Notice> of(String principal, UUID collection, long after, long through, int most) {
                return List.of();
            }

            @Override
            public boolean isHeldBack(UUID collection, long added) {
                return false;
            }

            @Override
            public boolean isAnythingHeldBack() {
                return false;
            }
        };
    }
}
