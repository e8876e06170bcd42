package io.tidings.node.contentpackage.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses as RFC 1951 says, for speed: text of objects about twice as fast as the JDK's {@link java.util.zip.Deflater} at
 * its fastest, to the same size, since that took a third of the time of a package. It looks for repeats at one place only,
 * the last at which the same five bytes were seen.
 */
final class FastDeflate {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WINDOW = 32 << 10;
    private static final int SHORTEST = 5; // shorter ones cost as much as what they stand for
    private static final int LONGEST = 258;
    private static final int REST = Long.SIZE - SHORTEST * Byte.SIZE;
    private static final int SLOT_BITS = 15;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private FastDeflate() {}

    /** @return compressed, without a wrapper; longer than {@code in} where nothing repeats */
    static byte[] of(byte[] in) {
        DeflateBlocks out = new DeflateBlocks(in.length);
        int[] last = new int[1 << SLOT_BITS];
        Arrays.fill(last, -WINDOW - 1);
        int at = 0;
        while (at <= in.length - Long.BYTES) {
            at = block(in, at, last, out);
        }
        int[] symbols = out.symbols();
        int count = 0;
        while (at < in.length) {
            symbols[count++] = in[at++] & 0xFF;
        }
        return out.finish(count);
    }

    /** @return up to where it reaches */
    private static int block(byte[] in, int begin, int[] last, DeflateBlocks out) {
        int[] symbols = out.symbols();
        int safe = in.length - Long.BYTES;
        int count = 0;
        int at = begin;
        while (at <= safe && count < symbols.length) {
            long here = (long) LONGS.get(in, at);
            int slot = slot(here);
            int before = last[slot];
            last[slot] = at;
            if (at - before <= WINDOW && ((long) LONGS.get(in, before) ^ here) << REST == 0) {
                int length = same(in, before, at);
                symbols[count++] = length << 16 | at - before;
                at += length;
                int inside = at - 2;
                if (inside <= safe) {
                    last[slot((long) LONGS.get(in, inside))] = inside;
                }
            } else {
                symbols[count++] = (int) here & 0xFF;
                at++;
            }
        }
        out.block(count, false);
        return at;
    }

    private static int slot(long bytes) {
        return (int) ((bytes << REST) * SPREAD >>> Long.SIZE - SLOT_BITS);
    }

    private static int same(byte[] in, int before, int at) {
        int most = Math.min(LONGEST, in.length - at);
        int same = SHORTEST;
        while (same + Long.BYTES <= most) {
            long differs = (long) LONGS.get(in, before + same) ^ (long) LONGS.get(in, at + same);
            if (differs != 0) {
                return same + (Long.numberOfTrailingZeros(differs) >>> 3);
            }
            same += Long.BYTES;
        }
        while (same < most && in[before + same] == in[at + same]) {
            same++;
        }
        return same;
    }
}
