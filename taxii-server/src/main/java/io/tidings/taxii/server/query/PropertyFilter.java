package io.tidings.taxii.server.query;

import io.tidings.stix.object.StixObject;

/** One of the optional filters of the interoperability document (§3.13.2), such as {@code match[confidence-gte]}. */
public interface PropertyFilter {
    /** Whether the object passes. Pure; called from any thread. */
    boolean matches(StixObject object);

    /** Stable text of the filter and its values, for the cursor and the ledger. */
    String text();
}
