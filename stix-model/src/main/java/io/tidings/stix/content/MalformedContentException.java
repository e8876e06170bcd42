package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.regex.Pattern;

/**
 * An envelope or bundle that cannot be read at all: not JSON, not UTF-8, a repeated name, or another shape.
 * Nothing of it counts. The message says where and by which rule, in words for the sender.
 */
public final class MalformedContentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Where the parser says that something began: in lines and columns, of what it was given to read itself. */
    private static final Pattern BEGINNING =
            Pattern.compile(" \\((?:start marker|for \\w+ starting) at .*", Pattern.DOTALL);

    private final long position;

    /** @param position of the byte at which reading stopped, from 0, or -1 where it has no place */
    public MalformedContentException(String message, long position) {
        super(message);
        this.position = position;
    }

    /** @param base the position of the parser's first byte */
    static MalformedContentException of(JsonProcessingException cause, long base) {
        long at = cause.getLocation() == null ? -1 : cause.getLocation().getByteOffset();
        String rule = cause instanceof StreamConstraintsException
                ? "beyond a bound: "
                : "not well-formed JSON (RFC 8259, I-JSON): ";
        String problem = BEGINNING.matcher(cause.getOriginalMessage()).replaceFirst("");
        MalformedContentException malformed = new MalformedContentException(rule + problem, at < 0 ? -1 : base + at);
        malformed.initCause(cause);
        return malformed;
    }

    /** Of the byte at which reading stopped, from 0; -1 where it has no place. */
    public long position() {
        return position;
    }
}
