package io.tidings.node.cms;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads DER (X.690) from a stranger element by element, without recursion and never more than it is asked for. A length
 * has one form, the shortest.
 */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    /** {@code [0] IMPLICIT} of bytes. */
    static final int PRIMITIVE_0 = 0x80;
    /** {@code [0] EXPLICIT}. */
    static final int CONSTRUCTED_0 = 0xA0;

    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 6; // 2^48: more than any file, and sums of a few fit into a long

    private final InputStream in;
    private long position;

    DerReader(InputStream in) {
        this.in = in;
    }

    /** There is something else than what may be there. */
    static final class OtherFormException extends IOException {
        private static final long serialVersionUID = 1L;

        OtherFormException(String what) {
            super(what);
        }
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    /** Reads tag and length of an element; gives its length in bytes. */
    long enter(int tag) throws IOException {
        if (next() != tag) {
            throw other("no element of the tag 0x" + Integer.toHexString(tag));
        }
        int first = next();
        if (first < LONG_FORM) {
            return first;
        }
        int count = first - LONG_FORM;
        if (count == 0 || count > MOST_LENGTH_BYTES) {
            throw other("a length of another form than DER has");
        }
        long length = 0;
        for (byte each : bytes(count)) {
            length = length << Byte.SIZE | each & 0xFF;
        }
        if (DerLength.bytes(length) != 1 + count) {
            throw other("a length that is not in its shortest form");
        }
        return length;
    }

    /** As {@link #enter}, of an element that ends where the whole does. */
    long enterLast(int tag, long end) throws IOException {
        long length = enter(tag);
        if (position + length != end) {
            throw other("a length that does not fit those around it");
        }
        return length;
    }

    /** What an element holds, of at most so many bytes. */
    byte[] content(int tag, int most) throws IOException {
        long length = enter(tag);
        if (length > most) {
            throw other("an element of more than " + most + " bytes");
        }
        return bytes((int) length);
    }

    /** Reads bytes that can be no others. */
    void expect(byte[] wanted, String what) throws IOException {
        if (!Arrays.equals(bytes(wanted.length), wanted)) {
            throw other("no " + what);
        }
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        position += bytes.length;
        if (bytes.length < count) {
            throw other("its end");
        }
        return bytes;
    }

    private int next() throws IOException {
        return bytes(1)[0] & 0xFF;
    }

    private OtherFormException other(String what) {
        return new OtherFormException("before byte " + position + " there is " + what);
    }
}
