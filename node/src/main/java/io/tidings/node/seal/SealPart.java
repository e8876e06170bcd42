package io.tidings.node.seal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A seal and what is known of its tree. Compared as itself: links of one batch share one. */
public final class SealPart {
    private static final byte FORMAT = 1;

    private final Seal seal;
    private final TreePart tree;

    SealPart(Seal seal, TreePart tree) {
        this.seal = seal;
        this.tree = tree;
    }

    /**
     * @param leaves by place
     * @param nodes in the order in which climbing needs them
     * @throws IllegalArgumentException if a place is outside the tree
     */
    static SealPart of(Seal seal, SortedMap<Integer, byte[]> leaves, List<byte[]> nodes) {
        return new SealPart(seal, TreePart.of(leaves, nodes));
    }

    public Seal seal() {
        return seal;
    }

    /** Why leaves and nodes do not lead to the root that was signed; empty if they do. */
    Optional<String> fault() {
        try {
            return MessageDigest.isEqual(tree.root(), seal.root())
                    ? Optional.empty()
                    : Optional.of("the objects are not those that were sealed, or not at these places");
        } catch (IllegalArgumentException wrongNodes) {
            return Optional.of(String.valueOf(wrongNodes.getMessage()));
        }
    }

    byte[] leaf(int place) {
        return tree.leaf(place);
    }

    /** The nodes that someone needs who has the leaves of these places only, in the order of climbing. */
    public List<byte[]> nodesFor(Collection<Integer> places) {
        return tree.only(places).nodes();
    }

    /** To be kept, with all that is known of the tree. */
    public byte[] encoded() {
        byte[] text = seal.jws().getBytes(StandardCharsets.US_ASCII);
        int[] places = tree.places();
        List<byte[]> nodes = tree.nodes();
        ByteBuffer out = ByteBuffer.allocate(
                1 + 2 + text.length + 2 + places.length * (2 + Bytes.DIGEST) + nodes.size() * Bytes.DIGEST);
        out.put(FORMAT).putShort((short) text.length).put(text).putShort((short) places.length);
        for (int place : places) {
            out.putShort((short) place).put(tree.leaf(place));
        }
        nodes.forEach(out::put);
        return out.array();
    }

    /** @throws IllegalArgumentException if it was not written by {@link #encoded} */
    public static SealPart decode(byte[] encoded) {
        try {
            ByteBuffer in = ByteBuffer.wrap(encoded);
            if (in.get() != FORMAT) {
                throw new IllegalArgumentException("a seal kept in a format that this program does not know");
            }
            byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(text);
            int count = Short.toUnsignedInt(in.getShort());
            int[] places = new int[count];
            byte[][] leaves = new byte[count][];
            for (int i = 0; i < count; i++) {
                places[i] = Short.toUnsignedInt(in.getShort());
                leaves[i] = digest(in);
            }
            byte[][] nodes = new byte[in.remaining() / Bytes.DIGEST][];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = digest(in);
            }
            if (in.hasRemaining()) {
                throw new BufferUnderflowException();
            }
            return new SealPart(
                    Seal.parse(new String(text, StandardCharsets.US_ASCII)), TreePart.of(places, leaves, nodes));
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("a seal that was kept ends too early", cut);
        }
    }

    private static byte[] digest(ByteBuffer in) {
        byte[] digest = new byte[Bytes.DIGEST];
        in.get(digest);
        return digest;
    }
}
