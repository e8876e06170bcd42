package io.tidings.node.cms;

import java.io.IOException;
import java.io.OutputStream;

/** Lengths in DER (X.690 §8.1.3, §10.1), also beyond what fits into an {@code int}. */
final class DerLength {
    private static final int SHORT_FORM = 0x80;

    private DerLength() {}

    /** How many bytes a length takes. */
    static int bytes(long length) {
        return length < SHORT_FORM ? 1 : 1 + significant(length);
    }

    /** How long an element is, with its tag and its length. */
    static long ofElement(long content) {
        return 1 + bytes(content) + content;
    }

    /** Writes tag and length of an element whose content follows. */
    static void begin(OutputStream out, int tag, long content) throws IOException {
        out.write(tag);
        if (content < SHORT_FORM) {
            out.write((int) content);
            return;
        }
        int count = significant(content);
        out.write(SHORT_FORM | count);
        for (int i = count - 1; i >= 0; i--) {
            out.write((int) (content >>> i * Byte.SIZE));
        }
    }

    private static int significant(long length) {
        return (Long.SIZE - Long.numberOfLeadingZeros(length) + Byte.SIZE - 1) / Byte.SIZE;
    }
}
