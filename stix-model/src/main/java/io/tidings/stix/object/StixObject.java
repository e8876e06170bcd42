package io.tidings.stix.object;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;

/**
 * A STIX object: the bytes as received, from brace to brace, and the head read from them.
 *
 * <p>The bytes are served, stored and signed as they are; the head is only a view (I-1).
 */
public record StixObject(ByteSlice bytes, Head head) {
    public StixId id() {
        return head.id();
    }

    public String type() {
        return head.type();
    }
}
