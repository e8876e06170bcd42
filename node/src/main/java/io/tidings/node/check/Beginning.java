package io.tidings.node.check;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Keeps what passes through from the beginning, up to a length, until told to forget it. */
final class Beginning extends FilterInputStream {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean keeping = true;
    private boolean ended;

    Beginning(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    void forget() {
        keeping = false;
        kept.reset();
    }

    /** All there is, having read on to the end; empty if that is too much, or was forgotten. */
    Optional<byte[]> whole() throws IOException {
        byte[] buffer = new byte[1 << 13];
        while (keeping && !ended) { // a reader that came to the end has closed the stream
            ended = read(buffer, 0, buffer.length) < 0;
        }
        return keeping ? Optional.of(kept.toByteArray()) : Optional.empty();
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            keep(new byte[] {(byte) next}, 0, 1);
        }
        ended |= next < 0;
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) {
            keep(into, offset, read);
        }
        ended |= read < 0;
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (keeping && kept.size() + length > most) {
            forget();
        }
        if (keeping) {
            kept.write(bytes, offset, length);
        }
    }
}
