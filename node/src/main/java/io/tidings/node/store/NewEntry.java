package io.tidings.node.store;

import io.tidings.stix.object.StixObject;

/** An entry on its way into the database. */
record NewEntry(ObjectVersion version, StixObject object) {}
