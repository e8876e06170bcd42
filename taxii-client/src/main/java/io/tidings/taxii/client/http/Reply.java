package io.tidings.taxii.client.http;

import io.tidings.taxii.client.failure.MalformedReplyException;
import io.tidings.taxii.client.failure.ReplyTooLargeException;
import io.vertx.core.MultiMap;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A reply whose body is still to be read, by one thread that may block. Must be closed; closing early cuts it off.
 */
public final class Reply implements Closeable {
    private static final int GZIP_BUFFER = 1 << 16;

    private final HttpCall call;
    private final int status;
    private final MultiMap headers;
    private final ReplyBody body;

    Reply(HttpCall call, int status, MultiMap headers, ReplyBody body) {
        this.call = call;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public URI url() {
        return call.url();
    }

    public int status() {
        return status;
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    List<String> headers(String name) {
        return headers.getAll(name);
    }

    /**
     * The body, decompressed; reading past {@link HttpCall#maxReplyBytes()} throws {@link ReplyTooLargeException}.
     * To be asked for once.
     */
    public InputStream body() throws IOException {
        return body(call.maxReplyBytes());
    }

    InputStream body(long maxBytes) throws IOException {
        if (declaredLength() > maxBytes) {
            throw new ReplyTooLargeException(url(), maxBytes);
        }
        String coding = header("content-encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> new BoundedStream(body, url(), maxBytes);
            case "gzip", "x-gzip" -> new BoundedStream(gunzip(), url(), maxBytes);
            default ->
                throw new MalformedReplyException(
                        url(), "content coding " + coding + ", but only gzip was offered", -1, null);
        };
    }

    @Override
    public void close() {
        body.close();
    }

    private InputStream gunzip() throws IOException {
        try {
            return new GZIPInputStream(body, GZIP_BUFFER);
        } catch (ZipException | java.io.EOFException notGzip) {
            throw new MalformedReplyException(url(), "not well-formed gzip: " + notGzip.getMessage(), 0, notGzip);
        }
    }

    private long declaredLength() {
        String text = header("content-length").orElse("").strip();
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : -1;
    }
}
