package io.tidings.node.seal;

import io.tidings.stix.bytes.ByteSlice;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The way of one object version, from the first node that sealed it to the last. Immutable. */
public final class Chain {
    /** The most steps that are carried. */
    public static final int LONGEST = 32;

    private final byte[] object;
    private final List<Link> links;
    private final List<byte[]> leaves;

    private Chain(byte[] object, List<Link> links, List<byte[]> leaves) {
        this.object = object;
        this.links = List.copyOf(links);
        this.leaves = List.copyOf(leaves);
    }

    /**
     * @param object SHA-256 of the object's canonical form (RFC 8785), 32 bytes
     * @param links in the order of the way
     * @throws IllegalArgumentException if there is no link, or more than {@link #LONGEST}
     */
    public static Chain of(byte[] object, List<Link> links) {
        if (links.isEmpty() || links.size() > LONGEST || object.length != Bytes.DIGEST) {
            throw new IllegalArgumentException("a chain has 1 to " + LONGEST + " links");
        }
        List<Seal> seals = links.stream().map(Link::seal).toList();
        return new Chain(
                object,
                links,
                leaves(object, seals, links.stream().map(Link::salt).toList()));
    }

    /** As above, where {@link #leaves} were computed before. */
    static Chain of(byte[] object, List<Link> links, List<byte[]> leaves) {
        return new Chain(object, links, leaves);
    }

    /** The leaf of each link, by what the links before it say. */
    static List<byte[]> leaves(byte[] object, List<Seal> seals, List<byte[]> salts) {
        List<byte[]> leaves = new ArrayList<>(seals.size());
        MessageDigest sha256 = Bytes.sha256();
        Optional<byte[]> previous = Optional.empty();
        for (int i = 0; i < seals.size(); i++) {
            byte[] leaf = Leaf.hash(sha256, object, previous, salts.get(i));
            leaves.add(leaf);
            if (i + 1 < seals.size()) {
                previous = Optional.of(Leaf.link(sha256, leaf, seals.get(i)));
            }
        }
        return leaves;
    }

    /** A chain of one link, or one link longer than {@code before}. */
    static Chain longer(Optional<Chain> before, byte[] object, Link link, byte[] leaf) {
        List<Link> links = new ArrayList<>();
        List<byte[]> leaves = new ArrayList<>();
        before.ifPresent(chain -> {
            links.addAll(chain.links);
            leaves.addAll(chain.leaves);
        });
        links.add(link);
        leaves.add(leaf);
        return new Chain(object, links, leaves);
    }

    /** Whether it is about this object. False for an object without canonical form. */
    public boolean isOf(ByteSlice content) {
        return Leaf.object(content)
                .filter(digest -> Arrays.equals(digest, object))
                .isPresent();
    }

    /** SHA-256 of the object's canonical form. */
    public byte[] object() {
        return object;
    }

    public List<Link> links() {
        return links;
    }

    List<byte[]> leaves() {
        return leaves;
    }

    /** What the next link names as its previous one. */
    byte[] end(MessageDigest sha256) {
        int last = links.size() - 1;
        return Leaf.link(sha256, leaves.get(last), links.get(last).seal());
    }
}
