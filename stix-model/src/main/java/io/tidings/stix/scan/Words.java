package io.tidings.stix.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long TOP_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long BACKSLASHES = '\\' * LOW_BITS;
    private static final long BLANKS = ' ' * LOW_BITS;
    private static final long QUOTE_TO_BLANK = ('"' ^ ' ') * LOW_BITS;
    private static final long ABOVE_BLANKS = BLANKS + LOW_BITS;

    private Words() {}

    /**
     * The first index from {@code from} that holds a quotation mark, a backslash or a control character; {@code limit} if none
     * does. Its complement if there is a byte beyond ASCII before it, or soon behind it.
     */
    static int endOfPlain(byte[] bytes, int from, int limit) {
        int i = from;
        long all = 0;
        while (i <= limit - Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            all |= word;
            long backslashes = word ^ BACKSLASHES;
            // Turned so that a quotation mark follows the control characters, and the blank does not.
            long turned = word ^ QUOTE_TO_BLANK;
            // In both, the lowest mark is exact; a borrow can only set false marks above it.
            long stops = ((backslashes - LOW_BITS) & ~backslashes | (turned - ABOVE_BLANKS) & ~turned) & TOP_BITS;
            if (stops != 0) {
                int end = i + (Long.numberOfTrailingZeros(stops) >>> 3);
                return (all & TOP_BITS) == 0 ? end : ~end;
            }
            i += Long.BYTES;
        }
        while (i < limit && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] < 0 || bytes[i] >= ' ')) {
            all |= bytes[i++];
        }
        return (all & TOP_BITS) == 0 ? i : ~i;
    }

    /** The first index from {@code from} that holds no blank; {@code limit} if there is none. */
    static int endOfBlanks(byte[] bytes, int from, int limit) {
        int i = from;
        while (i <= limit - Long.BYTES) {
            long others = (long) LONGS.get(bytes, i) ^ BLANKS;
            if (others != 0) {
                return i + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < limit && bytes[i] == ' ') {
            i++;
        }
        return i;
    }

    /** The same for the same bytes, wherever they stand: of their first and last eight and of their number. */
    static long hash(byte[] bytes, int start, int length) {
        long first;
        long last;
        if (length >= Long.BYTES) {
            first = (long) LONGS.get(bytes, start);
            last = (long) LONGS.get(bytes, start + length - Long.BYTES);
        } else {
            first = word(bytes, start, length);
            last = 0;
        }
        long hash = (first * 0xc2b2ae3d27d4eb4fL ^ Long.rotateLeft(last, 29)) * 0x9e3779b97f4a7c15L + length;
        return hash ^ hash >>> 32;
    }

    /** Up to seven bytes. */
    private static long word(byte[] bytes, int start, int length) {
        if (start <= bytes.length - Long.BYTES) {
            return (long) LONGS.get(bytes, start) & ~(-1L << length * Byte.SIZE);
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << Byte.SIZE | bytes[start + i] & 0xff;
        }
        return word;
    }
}
