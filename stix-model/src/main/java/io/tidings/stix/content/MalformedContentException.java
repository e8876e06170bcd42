package io.tidings.stix.content;

/**
 * An envelope or bundle that cannot be read at all: not JSON, not UTF-8, a repeated name, or another shape.
 * Nothing of it counts. The message says where and by which rule, in words for the sender.
 */
public final class MalformedContentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long position;

    /** @param position of the byte at which reading stopped, from 0, or -1 where it has no place */
    public MalformedContentException(String message, long position) {
        super(message);
        this.position = position;
    }

    /** Of the byte at which reading stopped, from 0; -1 where it has no place. */
    public long position() {
        return position;
    }
}
