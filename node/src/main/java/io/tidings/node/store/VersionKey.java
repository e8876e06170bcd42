package io.tidings.node.store;

import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;

/** How an object's version and specification version stand in the database. */
final class VersionKey {
    private static final int MINORS = 10_000;

    private VersionKey() {}

    /** In the order of the specification versions. */
    static int spec(Head head) {
        return head.specVersion().major() * MINORS + head.specVersion().minor();
    }

    static SpecVersion specVersion(int spec) {
        return new SpecVersion(spec / MINORS, spec % MINORS);
    }

    /** In the order of the versions, compared character by character. */
    static String version(Head head) {
        return head.version().sortKey();
    }
}
