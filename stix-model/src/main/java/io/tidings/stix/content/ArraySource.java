package io.tidings.stix.content;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/** A text that lies in memory as a whole; slices are ranges of it. */
final class ArraySource implements Source {
    private final ByteSlice text;
    private boolean checked;

    ArraySource(ByteSlice text) {
        this.text = text;
    }

    @Override
    public void keepFrom(long position) {}

    @Override
    public void release() {}

    @Override
    public Optional<ByteSlice> slice(long from, long to) {
        return Optional.of(ByteSlice.of(text.array(), (int) from, (int) (to - from)));
    }

    @Override
    public byte[] held() {
        return text.array();
    }

    @Override
    public int index(long position) {
        return (int) position;
    }

    @Override
    public int limit() {
        return text.offset() + text.length();
    }

    @Override
    public boolean readOn() {
        return false;
    }

    @Override
    public InputStream from(long position) {
        return new ByteArrayInputStream(text.array(), (int) position, limit() - (int) position);
    }

    @Override
    public void check() throws NotUnicodeException {
        if (checked) {
            return;
        }
        UnicodeCheck check = new UnicodeCheck();
        check.feed(text.array(), text.offset(), text.length());
        check.end();
        if (check.fault().isPresent()) {
            throw new NotUnicodeException(check.fault().get(), text.offset() + check.position());
        }
        checked = true;
    }

    @Override
    public void checkEnd() {}

    @Override
    public void close() {}
}
