package io.tidings.stix.validate;

/** A rule about several members of one object, checked once all were passed. Immutable. */
interface ClosingCheck {
    void check(Pass pass, Frame frame);
}
