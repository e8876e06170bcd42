package io.tidings.node.release;

import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.version.VersionSelector;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.ObjectsQuery;

/**
 * One request for a page.
 *
 * @param byDefault the versions that it means where it names none
 * @param channel by which road, as the ledger says
 */
record Request(
        Principal principal,
        StoredCollection collection,
        ObjectsQuery query,
        VersionSelector byDefault,
        String channel) {

    /** @throws RefusedException not found if the collection is not the principal's to read */
    Grant.Read grant() {
        return principal.mayRead(collection.name()).orElseThrow(RefusedException::notFound);
    }

    /** For the entries that companions are about: in every version, from where this begins. */
    Request ofEntries() {
        return new Request(principal, collection, CompanionQuery.ofEntries(query), VersionSelector.ALL, channel);
    }
}
