package io.tidings.node.seal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a seal's tree: some leaves with their places, and the nodes that are needed beside them to come to
 * the root.
 *
 * <p>The tree is always of depth {@value #DEPTH}, so that neither the number of nodes nor a place tells how many leaves
 * there were. The nodes are in the order in which climbing needs them: level by level from the leaves, each level from
 * left to right.
 */
final class TreePart {
    static final int DEPTH = 10;
    static final int PLACES = 1 << DEPTH;

    private static final byte NODE = 1;

    private final int[] places; // ascending
    private final byte[][] leaves;
    private final byte[][] nodes;
    private final byte[] root; // empty where it is not known without climbing

    /** Where the node beside one that is known comes from. */
    private interface Siblings {
        byte[] at(int level, int index);
    }

    /** Sees every node on the way up. */
    private interface Visitor {
        void see(int level, int index, byte[] hash);
    }

    private TreePart(int[] places, byte[][] leaves, byte[][] nodes, byte[] root) {
        this.places = places;
        this.leaves = leaves;
        this.nodes = nodes;
        this.root = root;
    }

    /**
     * A new tree. What no leaf is in is filled with random values, which nobody can tell from hashes.
     *
     * @param random gives 32 bytes at each call
     */
    static TreePart grow(SortedMap<Integer, byte[]> leaves, java.util.function.Supplier<byte[]> random) {
        List<byte[]> nodes = new ArrayList<>();
        TreePart bare = of(leaves, List.of());
        byte[] root = bare.climb(
                (level, index) -> {
                    byte[] blank = random.get();
                    nodes.add(blank);
                    return blank;
                },
                (level, index, hash) -> {});
        return new TreePart(bare.places, bare.leaves, nodes.toArray(byte[][]::new), root);
    }

    /** @throws IllegalArgumentException if there is no leaf, a place that no tree has, or too few or many nodes */
    static TreePart of(SortedMap<Integer, byte[]> leaves, List<byte[]> nodes) {
        int[] places = leaves.keySet().stream().mapToInt(Integer::intValue).toArray();
        return of(places, leaves.values().toArray(byte[][]::new), nodes.toArray(byte[][]::new));
    }

    /**
     * @param places of the leaves, ascending
     * @throws IllegalArgumentException if there is no leaf, a place that no tree has, or too few or many nodes
     */
    static TreePart of(int[] places, byte[][] leaves, byte[][] nodes) {
        int before = -1;
        for (int place : places) {
            if (place <= before || place >= PLACES) {
                throw new IllegalArgumentException("a place outside the tree, or out of order");
            }
            before = place;
        }
        if (before < 0) {
            throw new IllegalArgumentException("a tree without a leaf");
        }
        return new TreePart(places, leaves, nodes, new byte[0]);
    }

    /**
     * The root that these leaves and nodes lead to.
     *
     * @throws IllegalArgumentException if there are more or fewer nodes than are needed
     */
    byte[] root() {
        if (root.length > 0) {
            return root;
        }
        var used = new int[1];
        byte[] reached = climb((level, index) -> next(used), (level, index, hash) -> {});
        if (used[0] != nodes.length) {
            throw new IllegalArgumentException("there are " + (nodes.length - used[0]) + " tree nodes too many");
        }
        return reached;
    }

    private byte[] next(int[] used) {
        if (used[0] == nodes.length) {
            throw new IllegalArgumentException("there are too few tree nodes");
        }
        return nodes[used[0]++];
    }

    /** The part for some of its leaves: all the others are hidden behind nodes. */
    TreePart only(Collection<Integer> wanted) {
        if (wanted.size() == places.length) {
            return this;
        }
        List<Map<Integer, byte[]>> known = new ArrayList<>(DEPTH + 1);
        for (int level = 0; level <= DEPTH; level++) {
            known.add(new HashMap<>());
        }
        var used = new int[1];
        climb(
                (level, index) -> {
                    byte[] node = next(used);
                    known.get(level).put(index, node);
                    return node;
                },
                (level, index, hash) -> known.get(level).put(index, hash));
        SortedMap<Integer, byte[]> left = new TreeMap<>();
        wanted.forEach(place -> left.put(place, leaf(place)));
        List<byte[]> beside = new ArrayList<>();
        of(left, List.of())
                .climb(
                        (level, index) -> {
                            byte[] node = known.get(level).getOrDefault(index, new byte[0]);
                            beside.add(node);
                            return node;
                        },
                        (level, index, hash) -> {});
        return of(left, beside);
    }

    private byte[] climb(Siblings siblings, Visitor visitor) {
        MessageDigest sha256 = Bytes.sha256();
        int[] index = places;
        byte[][] hash = leaves;
        for (int level = 0; level < DEPTH; level++) {
            int[] parents = new int[index.length];
            byte[][] above = new byte[index.length][];
            int count = 0;
            for (int i = 0; i < index.length; i++) {
                visitor.see(level, index[i], hash[i]);
                boolean left = (index[i] & 1) == 0;
                byte[] other;
                if (left && i + 1 < index.length && index[i + 1] == index[i] + 1) {
                    other = hash[i + 1];
                    visitor.see(level, index[i + 1], other);
                    parents[count] = index[i] >> 1;
                    above[count++] = node(sha256, hash[i++], other);
                } else {
                    other = siblings.at(level, index[i] ^ 1);
                    parents[count] = index[i] >> 1;
                    above[count++] = left ? node(sha256, hash[i], other) : node(sha256, other, hash[i]);
                }
            }
            index = Arrays.copyOf(parents, count);
            hash = Arrays.copyOf(above, count);
        }
        return hash[0];
    }

    private static byte[] node(MessageDigest sha256, byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The leaf at a place; empty bytes where none is known. */
    byte[] leaf(int place) {
        int at = Arrays.binarySearch(places, place);
        return at < 0 ? new byte[0] : leaves[at];
    }

    int[] places() {
        return places.clone();
    }

    List<byte[]> nodes() {
        return List.of(nodes);
    }
}
