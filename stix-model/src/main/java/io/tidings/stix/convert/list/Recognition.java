package io.tidings.stix.convert.list;

import java.util.Optional;

/**
 * What a text of a list was recognised as.
 *
 * @param found the value in its normal form; empty if it is none
 * @param fault why it is none, in words that follow the text; empty if it is one
 */
public record Recognition(Optional<Value> found, String fault) {
    /** A value in its normal form. */
    public record Value(ValueKind kind, String text) {}

    static Recognition of(ValueKind kind, String text) {
        return new Recognition(Optional.of(new Value(kind, text)), "");
    }

    static Recognition fault(String fault) {
        return new Recognition(Optional.empty(), fault);
    }
}
