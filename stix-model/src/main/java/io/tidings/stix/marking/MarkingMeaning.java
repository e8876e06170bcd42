package io.tidings.stix.marking;

import io.tidings.stix.bytes.ByteSlice;

/** What a marking asks of whoever takes content or gives it on. */
public sealed interface MarkingMeaning {
    /** A level of TLP. */
    record Level(Tlp tlp) implements MarkingMeaning {}

    /** A statement in words (STIX 2.1 §7.2.1.3). */
    record Statement() implements MarkingMeaning {}

    /** Something that this program cannot read; its definition is there. */
    record Other() implements MarkingMeaning {}

    /** There is no definition of it. */
    record Unknown() implements MarkingMeaning {}

    /**
     * What a marking definition says, by its content and not by its name.
     *
     * @throws IllegalArgumentException if {@code definition} is not well-formed JSON
     */
    static MarkingMeaning of(ByteSlice definition) {
        return TlpDefinitions.levelOf(definition)
                .<MarkingMeaning>map(Level::new)
                .orElseGet(() -> StatementDefinitions.isOne(definition) ? new Statement() : new Other());
    }
}
