package io.tidings.stix.pattern.syntax;

import java.util.Optional;

/**
 * A text that is no STIX pattern (STIX 2.1 §9), or one beyond a bound. The message says where, what was found, what
 * could stand there, and for frequent mistakes what to write instead.
 */
public final class MalformedPatternException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Location location;
    private final String found;
    private final String expected;
    private final transient Optional<String> hint;

    MalformedPatternException(Location location, String found, String expected, Optional<String> hint) {
        super(location + ": found " + found + ", expected " + expected
                + hint.map(text -> "; " + text).orElse(""));
        this.location = location;
        this.found = found;
        this.expected = expected;
        this.hint = hint;
    }

    public Location location() {
        return location;
    }

    /** What stood there, quoted and cut to a readable length. */
    public String found() {
        return found;
    }

    /** What could have stood there instead. */
    public String expected() {
        return expected;
    }

    /** What to write instead, where the mistake is a frequent one. */
    public Optional<String> hint() {
        return hint;
    }
}
