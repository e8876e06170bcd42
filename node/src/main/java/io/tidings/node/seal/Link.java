package io.tidings.node.seal;

/**
 * One step of an object's way: its place in a batch that a node sealed.
 *
 * @param place of the object in the tree
 * @param salt 16 bytes that keep others from finding out by guessing what was in the batch
 */
public record Link(SealPart part, int place, byte[] salt) {
    public Link {
        if (salt.length != Leaf.SALT) {
            throw new IllegalArgumentException("a link's salt has " + Leaf.SALT + " bytes");
        }
    }

    public Seal seal() {
        return part.seal();
    }
}
