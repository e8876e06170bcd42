package io.tidings.node.store;

import java.time.Instant;

/**
 * What the database holds of some entries is not what was written: it does not open with its key. It is never given
 * out; other entries are not affected.
 */
public final class DamagedContentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String collection;
    private final transient Instant first;
    private final transient Instant last;

    /**
     * @param collection its name
     * @param first {@code date_added} of the first entry that may be concerned, {@code last} of the last
     */
    public DamagedContentException(String collection, Instant first, Instant last, Throwable cause) {
        super(
                "collection '" + collection + "' holds entries added from " + first + " to " + last
                        + " that were changed in the database since they were written: their seal does not hold."
                        + " They are given to nobody; look who can write to the database, and restore it from a backup",
                cause);
        this.collection = collection;
        this.first = first;
        this.last = last;
    }

    public String collection() {
        return collection;
    }

    public Instant first() {
        return first;
    }

    public Instant last() {
        return last;
    }
}
