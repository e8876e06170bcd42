package io.tidings.node.store;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Says of most keys that a run does not have them, without reading it (a Bloom filter). It may take a key for present
 * that is not, about once in 2,000; never the other way round.
 */
final class KeyFilter {
    private static final int BITS_PER_KEY = 16;
    private static final int PROBES = 8;

    private final long[] words; // a power of two of them

    private KeyFilter(long[] words) {
        this.words = words;
    }

    /** An empty one with room for {@code count} keys. */
    static KeyFilter forKeys(int count) {
        long bits = Math.max(64, (long) count * BITS_PER_KEY);
        long powerOfTwo = Long.highestOneBit(bits - 1) << 1;
        return new KeyFilter(new long[Math.toIntExact(powerOfTwo / Long.SIZE)]);
    }

    static KeyFilter read(byte[] bytes) {
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
        return new KeyFilter(words);
    }

    byte[] toByteArray() {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
        bytes.asLongBuffer().put(words);
        return bytes.array();
    }

    // Keys are digests: their halves serve as two independent hashes.
    void add(UUID key) {
        long hash = key.getLeastSignificantBits();
        for (int i = 0; i < PROBES; i++) {
            words[word(hash)] |= 1L << hash;
            hash += key.getMostSignificantBits() | 1;
        }
    }

    boolean mayContain(UUID key) {
        long hash = key.getLeastSignificantBits();
        for (int i = 0; i < PROBES; i++) {
            if ((words[word(hash)] & 1L << hash) == 0) {
                return false;
            }
            hash += key.getMostSignificantBits() | 1;
        }
        return true;
    }

    // The low six bits choose the bit in the word.
    private int word(long hash) {
        return (int) (hash >>> 6) & words.length - 1;
    }
}
