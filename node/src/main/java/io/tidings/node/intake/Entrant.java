package io.tidings.node.intake;

import io.tidings.stix.object.StixObject;

/** An object that came, and what was found of its signed provenance. */
record Entrant(StixObject object, Sealing.Arrival arrival) {}
