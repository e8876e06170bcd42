package io.tidings.node.check;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Tells the lines of byte positions in what passes through, for positions that grow. Keeps only line ends that were read
 * and not yet asked behind; where there are more of them than its bound, it says that lines are not known any more.
 */
final class LineIndex extends FilterInputStream {
    private static final int MOST_PENDING = 1 << 20;

    private long[] pending = new long[1 << 10];
    private int first;
    private int count;
    private long position;
    private long line = 1;
    private long lineStart;
    private long firstWide = Long.MAX_VALUE;
    private boolean lost;

    LineIndex(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            note((byte) next);
        }
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        for (int i = 0; i < read; i++) {
            note(into[offset + i]);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = 0;
        while (skipped < bytes && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The line of a byte, from 1; not before one asked for earlier. */
    OptionalLong lineOf(long byteOffset) {
        while (count > 0 && pending[first] < byteOffset) {
            lineStart = pending[first] + 1;
            first = (first + 1) % pending.length;
            count--;
            line++;
        }
        return lost ? OptionalLong.empty() : OptionalLong.of(line);
    }

    /** Where the line begins that was last asked for; to be asked for only while lines are known. */
    long lineStart() {
        return lineStart;
    }

    /** The first byte that is not ASCII, as far as was read; {@link Long#MAX_VALUE} while there is none. */
    long firstWide() {
        return firstWide;
    }

    private void note(byte next) {
        if (next < 0 && firstWide > position) {
            firstWide = position;
        }
        if (next == '\n' && !lost) {
            if (count == MOST_PENDING) {
                lost = true;
                return;
            }
            if (count == pending.length) {
                grow();
            }
            pending[(first + count) % pending.length] = position;
            count++;
        }
        position++;
    }

    private void grow() {
        long[] more = new long[pending.length * 2];
        for (int i = 0; i < count; i++) {
            more[i] = pending[(first + i) % pending.length];
        }
        pending = more;
        first = 0;
    }
}
