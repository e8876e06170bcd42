package io.tidings.node.store;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import java.util.List;
import java.util.UUID;

/**
 * One object version in one collection's log (the design's word for it).
 *
 * @param added {@code date_added}, microseconds since 1970; unique in its collection
 * @param head as read at intake
 * @param current whether it is what a reader who sees everything gets by default: the newest version among those of
 *     the newest specification version
 * @param length of the object in bytes
 * @param source who gave it first, as {@link Receipt#source}
 * @param audience principals for whom alone it is, such as {@code peer:bank-b}; none is everyone who may read it
 */
public record Entry(
        UUID collection, long added, Head head, boolean current, int length, String source, List<String> audience) {
    public Entry {
        audience = List.copyOf(audience);
    }

    /** One for everyone. */
    public Entry(UUID collection, long added, Head head, boolean current, int length, String source) {
        this(collection, added, head, current, length, source, List.of());
    }

    public StixId id() {
        return head.id();
    }
}
