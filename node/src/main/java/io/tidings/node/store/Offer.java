package io.tidings.node.store;

import io.tidings.stix.object.StixObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An object version offered to a log, with what the index keeps of it. Made on the caller's thread, since digests cost
 * more than all else and the writer is one thread.
 *
 * @param key as {@link Fingerprints#of(io.tidings.stix.identifier.StixId)}
 * @param spec and {@code version} as in {@link VersionKey}
 * @param digest as {@link Fingerprints#of(io.tidings.stix.bytes.ByteSlice)}
 * @param creatorKey as {@link Fingerprints#ofCreator}
 * @param chain its signed provenance
 */
record Offer(
        StixObject object,
        UUID key,
        int spec,
        String version,
        UUID digest,
        long creatorKey,
        Optional<StoredChain> chain) {

    /** @param chains of the objects, in their order; none if the list is empty */
    static List<Offer> all(List<StixObject> objects, List<Optional<StoredChain>> chains) {
        var fingerprints = new Fingerprints();
        List<Offer> offers = new ArrayList<>(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            offers.add(of(objects.get(i), fingerprints, chains.isEmpty() ? Optional.empty() : chains.get(i)));
        }
        return offers;
    }

    static Offer of(StixObject object, Fingerprints fingerprints) {
        return of(object, fingerprints, Optional.empty());
    }

    private static Offer of(StixObject object, Fingerprints fingerprints, Optional<StoredChain> chain) {
        return new Offer(
                object,
                fingerprints.of(object.id()),
                VersionKey.spec(object.head()),
                VersionKey.version(object.head()),
                fingerprints.of(object.bytes()),
                fingerprints.ofCreator(object.head()),
                chain);
    }

    /** @param source number of who gave it */
    ObjectVersion at(int collection, long added, int source) {
        return new ObjectVersion(key, collection, added, spec, version, digest, source, creatorKey);
    }
}
