package io.tidings.node.sensitive;

/**
 * One place in an object that looks sensitive.
 *
 * @param pointer where in the object, a JSON pointer (RFC 6901)
 * @param excerpt what is there, cut and with its middle hidden, since it goes into messages and logs; of a pattern of the
 *     configuration its name
 */
public record SensitiveFinding(SensitiveKind kind, String pointer, String excerpt) {
    /** One line for a person: what, and where. */
    public String text() {
        return kind.text() + " at " + (pointer.isEmpty() ? "/" : pointer) + " (" + excerpt + ")";
    }
}
