package io.tidings.node.contentpackage.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes literals and repeats as blocks with codes of their own (RFC 1951 §3.2.7). */
final class DeflateBlocks {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST = 1 << 15; // symbols of a block
    private static final int SYMBOL_BYTES = 6; // that a repeat may take at most
    private static final int HEADER_BYTES = 1 << 10;
    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;
    private static final int END = 256;
    private static final int LONGEST_CODE = 15;
    private static final int LONGEST_LENGTH_CODE = 7;
    private static final int SHORTEST_REPEAT = 3;
    private static final int LONGEST_REPEAT = 258;
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final int[] symbols = new int[MOST];
    private byte[] out;
    private int filled;
    private long bits;
    private int waiting;

    /** @param expected bytes that come in */
    DeflateBlocks(int expected) {
        out = new byte[expected / 3 + HEADER_BYTES];
    }

    /** Of the next block, to be filled: literals from 0 to 255, repeats as {@code length << 16 | distance}. */
    int[] symbols() {
        return symbols;
    }

    /** @param count of symbols in the last block; may be 0 */
    byte[] finish(int count) {
        block(count, true);
        write(0, Byte.SIZE - 1); // to a whole byte
        return Arrays.copyOf(out, filled);
    }

    /** Writes what was filled in. */
    void block(int count, boolean last) {
        makeRoom(HEADER_BYTES + count * SYMBOL_BYTES);
        int[] literals = new int[LITERALS];
        int[] distances = new int[DISTANCES];
        literals[END] = 1;
        literals[0] = 1; // a code needs two symbols
        distances[0] = 1;
        distances[1] = 1;
        for (int i = 0; i < count; i++) {
            int symbol = symbols[i];
            if (symbol < END) {
                literals[symbol]++;
            } else {
                literals[lengthSymbol(symbol >>> 16)]++;
                distances[distanceSymbol(symbol & 0xFFFF)]++;
            }
        }
        HuffmanCode ofLiterals = HuffmanCode.of(literals, LONGEST_CODE);
        HuffmanCode ofDistances = HuffmanCode.of(distances, LONGEST_CODE);
        write(last ? 1 : 0, 1);
        write(2, 2);
        codes(ofLiterals.packed(), ofDistances.packed());
        symbols(count, ofLiterals.packed(), ofDistances.packed());
    }

    private void makeRoom(int bytes) {
        if (out.length - filled < bytes) {
            out = Arrays.copyOf(out, Math.max(out.length + out.length / 2, filled + bytes));
        }
    }

    /** The lengths of all codes, themselves in a code. */
    private void codes(int[] literals, int[] distances) {
        int[] lengths = new int[LITERALS + DISTANCES];
        int[] counts = new int[ORDER.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = HuffmanCode.length(i < LITERALS ? literals[i] : distances[i - LITERALS]);
            counts[lengths[i]]++;
        }
        counts[0] = Math.max(1, counts[0]);
        int[] ofLengths = HuffmanCode.of(counts, LONGEST_LENGTH_CODE).packed();
        write(LITERALS - 257, 5);
        write(DISTANCES - 1, 5);
        write(ORDER.length - 4, 4);
        for (int symbol : ORDER) {
            write(HuffmanCode.length(ofLengths[symbol]), 3);
        }
        for (int length : lengths) {
            write(HuffmanCode.bits(ofLengths[length]), HuffmanCode.length(ofLengths[length]));
        }
    }

    /** In local variables throughout: this is where the time goes. */
    private void symbols(int count, int[] literals, int[] distances) {
        byte[] to = out;
        int at = filled;
        long held = bits;
        int length = waiting;
        for (int i = 0; i < count; i++) {
            int symbol = symbols[i];
            int code = literals[symbol < END ? symbol : lengthSymbol(symbol >>> 16)];
            held |= (long) HuffmanCode.bits(code) << length;
            length += HuffmanCode.length(code);
            if (symbol >= END) {
                int extra = lengthExtra(symbol >>> 16);
                held |= (long) ((symbol >>> 16) - SHORTEST_REPEAT & (1 << extra) - 1) << length;
                length += extra;
                int distance = (symbol & 0xFFFF) - 1;
                code = distances[distanceSymbol(distance + 1)];
                held |= (long) HuffmanCode.bits(code) << length;
                length += HuffmanCode.length(code);
                extra = distanceExtra(distance + 1);
                held |= (long) (distance & (1 << extra) - 1) << length;
                length += extra;
            }
            LONGS.set(to, at, held);
            at += length >>> 3;
            held >>>= length & -Byte.SIZE;
            length &= Byte.SIZE - 1;
        }
        filled = at;
        bits = held;
        waiting = length;
        write(HuffmanCode.bits(literals[END]), HuffmanCode.length(literals[END]));
    }

    // The tables of RFC 1951 §3.2.5, computed: groups of four lengths, and of two distances, with one more extra bit
    // each.
    private static int lengthExtra(int length) {
        int from = length - SHORTEST_REPEAT;
        return from < 8 || length == LONGEST_REPEAT ? 0 : 29 - Integer.numberOfLeadingZeros(from);
    }

    private static int lengthSymbol(int length) {
        int extra = lengthExtra(length);
        return length == LONGEST_REPEAT ? 285 : 257 + 4 * extra + (length - SHORTEST_REPEAT >>> extra);
    }

    private static int distanceExtra(int distance) {
        return distance <= 4 ? 0 : 30 - Integer.numberOfLeadingZeros(distance - 1);
    }

    private static int distanceSymbol(int distance) {
        int extra = distanceExtra(distance);
        return 2 * extra + (distance - 1 >>> extra);
    }

    /** Whole bytes are settled; what is behind them is written over by the next. */
    private void write(int value, int length) {
        bits |= (long) value << waiting;
        waiting += length;
        LONGS.set(out, filled, bits);
        filled += waiting >>> 3;
        bits >>>= waiting & -Byte.SIZE;
        waiting &= Byte.SIZE - 1;
    }
}
