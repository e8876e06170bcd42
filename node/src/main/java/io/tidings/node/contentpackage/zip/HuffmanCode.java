package io.tidings.node.contentpackage.zip;

import java.util.Arrays;

/** A prefix code for some symbols by how often they come, as Deflate has them (RFC 1951 §3.2.2). */
final class HuffmanCode {
    private static final int SYMBOL_BITS = 9;

    private static final int LENGTH_BITS = 4;

    private final int[] packed;

    private HuffmanCode(int[] packed) {
        this.packed = packed;
    }

    /**
     * @param counts how often each symbol comes; at least two come at all
     * @param longest bits that a code may have
     */
    static HuffmanCode of(int[] counts, int longest) {
        int[] weights = counts.clone();
        int[] lengths = lengths(weights);
        while (Arrays.stream(lengths).max().orElse(0) > longest) {
            // Rare symbols become less rare, and the tree less deep.
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weights[i] == 0 ? 0 : weights[i] / 2 + 1;
            }
            lengths = lengths(weights);
        }
        return new HuffmanCode(packed(lengths, longest));
    }

    /** The depths of the leaves of a Huffman tree. */
    private static int[] lengths(int[] weights) {
        long[] leaves = new long[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                leaves[count++] = (long) weights[i] << SYMBOL_BITS | i;
            }
        }
        Arrays.sort(leaves, 0, count);
        // Nodes come into being in ascending order of weight, so the two lightest are always at the heads of two
        // queues.
        long[] weight = new long[count * 2];
        int[] parent = new int[count * 2];
        for (int i = 0; i < count; i++) {
            weight[i] = leaves[i] >>> SYMBOL_BITS;
        }
        int leaf = 0;
        int inner = count;
        int end = count * 2 - 1;
        for (int node = count; node < end; node++) {
            for (int child = 0; child < 2; child++) {
                boolean takesLeaf = leaf < count && (inner == node || weight[leaf] <= weight[inner]);
                int lightest = takesLeaf ? leaf++ : inner++;
                weight[node] += weight[lightest];
                parent[lightest] = node;
            }
        }
        int[] depth = new int[count * 2];
        int[] lengths = new int[weights.length];
        for (int node = end - 2; node >= 0; node--) {
            depth[node] = depth[parent[node]] + 1;
            if (node < count) {
                lengths[(int) leaves[node] & (1 << SYMBOL_BITS) - 1] = depth[node];
            }
        }
        return lengths;
    }

    /** Codes of one length follow one another, shorter ones first; their bits are turned round, as Deflate writes them. */
    private static int[] packed(int[] lengths, int longest) {
        int[] ofLength = new int[longest + 1];
        for (int length : lengths) {
            ofLength[length]++;
        }
        ofLength[0] = 0;
        int[] next = new int[longest + 1];
        for (int bits = 1; bits <= longest; bits++) {
            next[bits] = next[bits - 1] + ofLength[bits - 1] << 1;
        }
        int[] packed = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                packed[symbol] = Integer.reverse(next[length]++) >>> Integer.SIZE - length << LENGTH_BITS | length;
            }
        }
        return packed;
    }

    /** By symbol, to be taken apart by {@link #bits} and {@link #length}; 0 for one that does not come. */
    int[] packed() {
        return packed;
    }

    /** How many bits a code has. */
    static int length(int packed) {
        return packed & (1 << LENGTH_BITS) - 1;
    }

    /** A code as it is written, lowest bit first. */
    static int bits(int packed) {
        return packed >>> LENGTH_BITS;
    }
}
