package io.tidings.taxii.server.transport;

import io.tidings.stix.bytes.ByteSlice;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;

/**
 * Cuts a body into buffers that a connection takes at once. Only what is about to be sent is copied, which costs a
 * tenth of what its encryption costs and makes one record of many small objects.
 */
final class Pieces {
    private static final int PIECE = 64 << 10;

    private final Iterator<ByteSlice> slices;
    private ByteSlice current = ByteSlice.empty();
    private int at;

    Pieces(List<ByteSlice> body) {
        this.slices = body.iterator();
        advance();
    }

    boolean hasNext() {
        return at < current.length();
    }

    Buffer next() {
        Buffer piece = Buffer.buffer(PIECE);
        while (hasNext() && piece.length() < PIECE) {
            int count = Math.min(PIECE - piece.length(), current.length() - at);
            piece.appendBytes(current.array(), current.offset() + at, count);
            at += count;
            advance();
        }
        return piece;
    }

    /** To the next byte there is. */
    private void advance() {
        while (at == current.length() && slices.hasNext()) {
            current = slices.next();
            at = 0;
        }
    }
}
