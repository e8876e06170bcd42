package io.tidings.stix.testing;

import java.io.ByteArrayInputStream;
import java.util.Random;

/** Gives bytes in pieces of random size, as a network does. */
public final class ChunkedStream extends ByteArrayInputStream {
    private final Random random;
    private final int largest;

    public ChunkedStream(byte[] bytes, Random random, int largest) {
        super(bytes);
        this.random = random;
        this.largest = largest;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(largest)));
    }
}
