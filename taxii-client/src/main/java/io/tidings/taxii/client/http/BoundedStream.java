package io.tidings.taxii.client.http;

import io.tidings.taxii.client.failure.MalformedReplyException;
import io.tidings.taxii.client.failure.ReplyTooLargeException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.zip.ZipException;

/** Counts what is read of a body after decompression, and refuses to go past the bound: compression bombs end here. */
final class BoundedStream extends FilterInputStream {
    private final URI url;
    private final long maxBytes;
    private long count;

    BoundedStream(InputStream in, URI url, long maxBytes) {
        super(in);
        this.url = url;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(into, offset, length);
        } catch (ZipException | EOFException broken) {
            throw new MalformedReplyException(url, "not well-formed gzip: " + broken.getMessage(), count, broken);
        }
        if (read > 0) {
            count += read;
            if (count > maxBytes) {
                throw new ReplyTooLargeException(url, maxBytes);
            }
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(n, 8_192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
