package io.tidings.taxii.server.transport;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Submission;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A body that has arrived in full. */
record ReceivedBody(Spool spool, String requestId) implements Submission, Closeable {
    private static final int PIECE = 64 << 10;

    @Override
    public long length() {
        return spool.length();
    }

    @Override
    public InputStream open() {
        return spool.open();
    }

    /**
     * Expands a body that came in gzip into {@code target}. Blocks.
     *
     * @throws RefusedException 413 as soon as it is longer than {@code maxBytes}
     */
    ReceivedBody expanded(Spool target, long maxBytes) throws IOException, MalformedContentException {
        byte[] piece = new byte[PIECE];
        try (InputStream in = new GZIPInputStream(open(), PIECE)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                if (target.length() + count > maxBytes) {
                    throw RefusedException.contentTooLarge(maxBytes);
                }
                target.write(piece, 0, count);
            }
        } catch (ZipException | EOFException notGzip) {
            throw new MalformedContentException("the body is not gzip (RFC 1952), as its Content-Encoding says", -1);
        }
        return new ReceivedBody(target, requestId);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
