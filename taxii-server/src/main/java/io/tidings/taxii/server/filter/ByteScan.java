package io.tidings.taxii.server.filter;

import io.tidings.stix.bytes.ByteSlice;

/** Looks for bytes in an object without parsing it: most objects of a page fail a filter right here. */
final class ByteScan {
    private ByteScan() {}

    /**
     * Whether {@code object} may hold {@code text} as a name or inside a string: false only if it surely does not.
     * A backslash anywhere makes it a maybe, since any character can be written as an escape.
     */
    static boolean mayContain(ByteSlice object, byte[] text) {
        return contains(object, text) || contains(object, BACKSLASH);
    }

    private static final byte[] BACKSLASH = {'\\'};

    private static boolean contains(ByteSlice object, byte[] text) {
        byte[] array = object.array();
        int end = object.offset() + object.length() - text.length;
        byte first = text[0];
        for (int i = object.offset(); i <= end; i++) {
            if (array[i] == first && matchesAt(array, i, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesAt(byte[] array, int at, byte[] text) {
        for (int i = 1; i < text.length; i++) {
            if (array[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
