package io.tidings.node.store;

/** A seal as it is kept; what it says is nothing to the store. Compared as itself: chains of one batch share one. */
public final class StoredSeal {
    private final byte[] content;

    public StoredSeal(byte[] content) {
        this.content = content;
    }

    public byte[] content() {
        return content;
    }
}
