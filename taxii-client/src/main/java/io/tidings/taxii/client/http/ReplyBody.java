package io.tidings.taxii.client.http;

import io.tidings.taxii.client.failure.BrokenReplyException;
import io.tidings.taxii.client.failure.NoAnswerException;
import io.tidings.taxii.client.failure.NoAnswerException.Stage;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reply's body as it comes from the wire, for one reading thread.
 *
 * <p>The event loop is asked for a few buffers at a time and stops reading the connection when nobody takes them, so
 * a reply of any length occupies a few buffers. Waits are bounded; closing before the end resets the request.
 */
final class ReplyBody extends InputStream {
    /** Buffers asked for ahead of the reader; each is one read of a socket, at most 64 KiB. */
    private static final int AHEAD = 8;

    private final URI url;
    private final HttpClientResponse response;
    private final Context context;
    private final Timeouts timeouts;
    // Bounded by the demand, which never exceeds AHEAD, plus the end.
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private @Nullable Buffer current;
    private int position;
    private int taken;
    private long waitedNanos;
    private boolean ended;
    private @Nullable IOException failure;

    /** What the event loop hands over: bytes, or the end and why. */
    private record Event(Optional<Buffer> bytes, Optional<Throwable> failure) {}

    private ReplyBody(URI url, HttpClientResponse response, Context context, Timeouts timeouts) {
        this.url = url;
        this.response = response;
        this.context = context;
        this.timeouts = timeouts;
    }

    /** Takes hold of a response; to be called on its event loop before it delivers anything. */
    static ReplyBody of(URI url, HttpClientResponse response, Context context, Timeouts timeouts) {
        ReplyBody body = new ReplyBody(url, response, context, timeouts);
        response.pause();
        response.handler(buffer -> body.events.add(new Event(Optional.of(buffer), Optional.empty())));
        response.exceptionHandler(cause -> body.events.add(new Event(Optional.empty(), Optional.of(cause))));
        response.endHandler(end -> body.events.add(new Event(Optional.empty(), Optional.empty())));
        response.fetch(AHEAD);
        return body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        Buffer buffer = fill();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.length() - position);
        buffer.getBytes(position, position + count, into, offset);
        position += count;
        return count;
    }

    @Override
    public int available() {
        Buffer buffer = current;
        return buffer == null ? 0 : buffer.length() - position;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            current = null;
            context.runOnContext(v -> response.request().reset());
        }
    }

    /** A buffer with something left in it, or null at the end. */
    private @Nullable Buffer fill() throws IOException {
        while (true) {
            if (failure != null) {
                throw failure;
            }
            Buffer buffer = current;
            if (buffer != null && position < buffer.length()) {
                return buffer;
            }
            if (ended) {
                return null;
            }
            take(await());
        }
    }

    private void take(Event event) throws IOException {
        if (event.bytes().isPresent()) {
            current = event.bytes().get();
            position = 0;
            if (++taken == AHEAD / 2) {
                taken = 0;
                context.runOnContext(v -> response.fetch(AHEAD / 2));
            }
            return;
        }
        ended = true;
        current = null;
        if (event.failure().isPresent()) {
            throw fail(new BrokenReplyException(url, event.failure().get()));
        }
    }

    private Event await() throws IOException {
        long left = timeouts.whole().toNanos() - waitedNanos;
        long patience = Math.min(left, timeouts.idle().toNanos());
        long start = System.nanoTime();
        try {
            Event event = events.poll(Math.max(0, patience), TimeUnit.NANOSECONDS);
            waitedNanos += System.nanoTime() - start;
            if (event != null) {
                return event;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
            throw fail(new InterruptedIOException("stopped while reading a reply"));
        }
        close();
        boolean idle = patience < left;
        throw fail(
                new NoAnswerException(url, idle ? Stage.IDLE : Stage.WHOLE, idle ? timeouts.idle() : timeouts.whole()));
    }

    // Kept, so that a reader that comes back after a failure meets it again rather than an end.
    private IOException fail(IOException cause) {
        failure = cause;
        return cause;
    }
}
