package io.tidings.node.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;

/**
 * Seals chunks of one source. For any number of threads.
 *
 * <p>What is sealed is bound to its place: collection, stamps, source, receipt, key and whether it is the directory,
 * the objects or the signed provenance. So no chunk can be put in the place of another, nor be said to come from someone else.
 */
final class DataKey {
    private static final byte[] PURPOSE = "tidings chunk 1".getBytes(StandardCharsets.US_ASCII);

    private final int number;
    private final Xaes256Gcm cipher;
    private final SecureRandom random;

    /** What of a chunk is sealed by itself. */
    enum Part {
        DIRECTORY,
        BODIES,
        CHAINS
    }

    DataKey(int number, byte[] secret, SecureRandom random) {
        this.number = number;
        this.cipher = new Xaes256Gcm(secret);
        this.random = random;
    }

    int number() {
        return number;
    }

    byte[] seal(ChunkPlace place, Part part, byte[] plain) {
        return cipher.seal(plain, context(part, place), random);
    }

    /** @throws AEADBadTagException if this is not what was sealed there */
    byte[] open(ChunkPlace place, Part part, byte[] sealed) throws AEADBadTagException {
        return cipher.open(sealed, context(part, place));
    }

    private byte[] context(Part part, ChunkPlace place) {
        return ByteBuffer.allocate(PURPOSE.length + 1 + 3 * Integer.BYTES + 3 * Long.BYTES)
                .put(PURPOSE)
                .put((byte)
                        switch (part) {
                            case DIRECTORY -> 0;
                            case BODIES -> 1;
                            case CHAINS -> 2;
                        })
                .putInt(place.collection())
                .putLong(place.firstAdded())
                .putLong(place.lastAdded())
                .putInt(place.source())
                .putLong(place.receipt())
                .putInt(number)
                .array();
    }
}
