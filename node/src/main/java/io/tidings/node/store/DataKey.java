package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
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

    byte[] seal(Chunk chunk, Part part, byte[] plain) {
        byte[] context = context(
                part, chunk.collection(), chunk.firstAdded(), chunk.lastAdded(), chunk.source(), chunk.receipt());
        return cipher.seal(plain, context, random);
    }

    /** @throws AEADBadTagException if this is not what was sealed there */
    byte[] open(ChunkHead chunk, Part part, byte[] sealed) throws AEADBadTagException {
        byte[] context = context(
                part, chunk.collection(), chunk.firstAdded(), chunk.lastAdded(), chunk.source(), chunk.receipt());
        return cipher.open(sealed, context);
    }

    private byte[] context(Part part, int collection, long firstAdded, long lastAdded, int source, long receipt) {
        return ByteBuffer.allocate(PURPOSE.length + 1 + 3 * Integer.BYTES + 3 * Long.BYTES)
                .put(PURPOSE)
                .put((byte)
                        switch (part) {
                            case DIRECTORY -> 0;
                            case BODIES -> 1;
                            case CHAINS -> 2;
                        })
                .putInt(collection)
                .putLong(firstAdded)
                .putLong(lastAdded)
                .putInt(source)
                .putLong(receipt)
                .putInt(number)
                .array();
    }
}
