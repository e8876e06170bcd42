package io.tidings.stix.content;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Passes a stream on to the parser, checked, and keeps what was read since {@link #keepFrom}. */
final class StreamSource extends InputStream implements Source {
    /** More than the parser takes at once, so that what it holds is never given up. */
    private static final int READ_AT_ONCE = 1 << 14;

    /** One long object must not hold its room for as long as the stream lasts. */
    private static final int LARGEST_IDLE = 1 << 20;

    /** Between elements: enough for the longest number, which the parser reads before we know that one begins. */
    private static final int KEPT_BETWEEN = 6 * READ_AT_ONCE;

    private final InputStream in;
    private final int mostKept;
    private final UnicodeCheck check = new UnicodeCheck();
    /** The bytes with the positions {@code keptFrom} to {@code keptFrom + end - begin}, at {@code begin} to {@code end}. */
    private byte[] kept = new byte[4 * READ_AT_ONCE];

    private final long first;
    private boolean inElement;
    /** Of the next byte that {@link #read} gives; behind the last one kept, unless the text is read from an earlier place. */
    private long readFrom;

    private int begin;
    private int end;
    private long keptFrom;

    /** @param first the position of the first byte that {@code in} gives */
    StreamSource(InputStream in, long first, int maxObjectBytes) {
        this.in = in;
        this.first = first;
        this.keptFrom = first;
        this.readFrom = first;
        this.mostKept = (int) Math.min(Integer.MAX_VALUE - 64, maxObjectBytes + 4L * READ_AT_ONCE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int again = (int) Math.min(length, keptFrom + end - begin - readFrom);
        if (again > 0) {
            System.arraycopy(kept, index(readFrom), into, offset, again);
            readFrom += again;
            return again;
        }
        int count = in.read(into, offset, Math.min(length, READ_AT_ONCE));
        if (count > 0) {
            readFrom += count;
            if (!check.feed(into, offset, count)) {
                throw notUnicode();
            }
            keep(into, offset, count);
        }
        return count;
    }

    /**
     * The parser asks for more only once it has parsed all it had. So an element that began before the bytes given
     * up here is longer than its bound, whatever follows.
     */
    private void keep(byte[] from, int offset, int count) {
        int length = end - begin;
        if (!inElement && length > KEPT_BETWEEN) {
            drop(length - KEPT_BETWEEN);
        } else if (inElement && length + count > mostKept) {
            drop(length);
        }
        if (end + count > kept.length) {
            makeRoom(end - begin, count);
        }
        System.arraycopy(from, offset, kept, end, count);
        end += count;
    }

    @Override
    public boolean readOn() throws IOException {
        int length = end - begin;
        if (length + READ_AT_ONCE > mostKept) {
            return false;
        }
        if (end + READ_AT_ONCE > kept.length) {
            makeRoom(length, READ_AT_ONCE);
        }
        int count = in.read(kept, end, READ_AT_ONCE);
        if (count > 0 && !check.feed(kept, end, count)) {
            throw notUnicode();
        }
        end += Math.max(0, count);
        return count >= 0;
    }

    @Override
    public byte[] held() {
        return kept;
    }

    @Override
    public int index(long position) {
        return begin + (int) (position - keptFrom);
    }

    @Override
    public int limit() {
        return end;
    }

    @Override
    public InputStream from(long position) {
        readFrom = position;
        return this;
    }

    private void makeRoom(int length, int count) {
        int needed = length + count;
        boolean fits = needed <= kept.length / 2;
        byte[] target = fits ? kept : new byte[(int) Math.max(needed, Math.min(mostKept, 2L * needed))];
        System.arraycopy(kept, begin, target, 0, length);
        kept = target;
        begin = 0;
        end = length;
    }

    private void drop(long count) {
        begin += (int) count;
        keptFrom += count;
    }

    @Override
    public void keepFrom(long position) {
        inElement = true;
        drop(Math.max(0, Math.min(position - keptFrom, end - begin)));
    }

    @Override
    public void release() {
        inElement = false;
        if (kept.length > LARGEST_IDLE) {
            kept = Arrays.copyOfRange(kept, begin, Math.max(end, begin + LARGEST_IDLE));
            end -= begin;
            begin = 0;
        }
    }

    @Override
    public Optional<ByteSlice> slice(long from, long to) {
        if (from < keptFrom) {
            return Optional.empty();
        }
        int start = index(from);
        return Optional.of(ByteSlice.of(Arrays.copyOfRange(kept, start, start + (int) (to - from))));
    }

    @Override
    public void check() {}

    @Override
    public void checkEnd() throws NotUnicodeException {
        if (!check.end()) {
            throw notUnicode();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private NotUnicodeException notUnicode() {
        return new NotUnicodeException(check.fault().orElse(""), first + check.position());
    }
}
