package io.tidings.stix.content;

import java.util.Optional;

/**
 * What the first bytes say of a text's encoding. A UTF-8 byte order mark is passed over, as RFC 8259 §8.1 allows a
 * reader; UTF-16 and UTF-32 are refused.
 *
 * @param markLength of the byte order mark, 0 or 3
 */
record Opening(int markLength, Optional<String> fault) {
    /** As many bytes as {@link #of} looks at. */
    static final int LENGTH = 4;

    static Opening of(byte[] bytes, int offset, int length) {
        int one = length > 0 ? bytes[offset] & 0xff : -1;
        int two = length > 1 ? bytes[offset + 1] & 0xff : -1;
        int three = length > 2 ? bytes[offset + 2] & 0xff : -1;
        if (one == 0xef && two == 0xbb && three == 0xbf) {
            return new Opening(3, Optional.empty());
        }
        boolean wide = one == 0 || two == 0 || one == 0xfe && two == 0xff || one == 0xff && two == 0xfe;
        return new Opening(
                0, wide ? Optional.of("the text is UTF-16 or UTF-32, not UTF-8 (RFC 8259 §8.1)") : Optional.empty());
    }
}
