package io.tidings.node.release;

import io.tidings.stix.marking.Tlp;

/** What a marking asks of whoever gives content on. */
sealed interface MarkingMeaning {
    /** A level of TLP. */
    record Level(Tlp tlp) implements MarkingMeaning {}

    /** A statement in words (STIX 2.1 §7.2.1.3). */
    record Statement() implements MarkingMeaning {}

    /** Something that this program cannot read; its definition is held. */
    record Other() implements MarkingMeaning {}

    /** No definition of it is held here. */
    record Unknown() implements MarkingMeaning {}
}
