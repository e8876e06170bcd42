package io.tidings.taxii.client.http;

import io.tidings.taxii.client.auth.Challenge;
import io.tidings.taxii.client.failure.BrokenReplyException;
import io.tidings.taxii.client.failure.RedirectRefusedException;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.failure.TaxiiClientException;
import io.tidings.taxii.client.failure.WrongMediaTypeException;
import io.tidings.taxii.client.url.Origin;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests with all that TAXII and prudence ask for: retries, redirects within the server, errors as exceptions.
 *
 * <p>Blocks; refuses to run on an event loop. May be used from several threads. GET and DELETE are repeated because
 * they are idempotent; POST too, because a server must take an exact duplicate for a success (T-143).
 */
public final class HttpExchange {
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpTransport transport;
    private final RetryPolicy retries;
    private final Pause pause;
    private final Clock clock;
    private final RandomGenerator random;

    public HttpExchange(
            HttpTransport transport, RetryPolicy retries, Pause pause, Clock clock, RandomGenerator random) {
        this.transport = transport;
        this.retries = retries;
        this.pause = pause;
        this.clock = clock;
        this.random = random;
    }

    /** Reads a reply; called anew, from the beginning, for each attempt. Need not close the reply. */
    @FunctionalInterface
    public interface ReplyReader<T> {
        T read(Reply reply) throws IOException;
    }

    /**
     * Sends {@code call} and reads the answer, again and again as the retry policy says.
     *
     * @throws TaxiiClientException if it failed for good
     * @throws InterruptedIOException if the thread was interrupted; its interrupt flag is set
     * @throws IllegalStateException on an event loop
     */
    public <T> T send(HttpCall call, ReplyReader<T> reader) throws IOException {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("this call blocks: make it from a worker thread, not from an event loop");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(call, reader);
            } catch (TaxiiClientException failure) {
                Optional<Duration> wait = retries.waitAfter(attempt, failure, random);
                if (wait.isEmpty()) {
                    throw failure;
                }
                LOG.info(
                        "{}; attempt {} follows in {} ms",
                        failure.getMessage(),
                        attempt + 1,
                        wait.get().toMillis());
                pause(wait.get());
            }
        }
    }

    /** Waits between requests, as a server was asked to be left alone. */
    public void pause(Duration time) throws InterruptedIOException {
        try {
            pause.await(time);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    /** What time it is for whoever waits. */
    public Instant now() {
        return clock.instant();
    }

    private <T> T once(HttpCall first, ReplyReader<T> reader) throws IOException {
        HttpCall call = first;
        for (int redirects = 0; ; redirects++) {
            try (Reply reply = await(call.url(), transport.send(call))) {
                if (REDIRECTS.contains(reply.status())) {
                    call = call.at(redirected(call, reply, redirects));
                    continue;
                }
                check(call, reply);
                return reader.read(reply);
            }
        }
    }

    private void check(HttpCall call, Reply reply) throws TaxiiClientException {
        int status = reply.status();
        // 206 is what servers that came from TAXII 2.0 answer to a page.
        boolean good = status >= 200 && status <= 206;
        if (!good) {
            throw new RefusedException(
                    reply.url(),
                    status,
                    ErrorReply.read(reply),
                    status == 401 ? Challenge.parse(reply.headers("www-authenticate")) : java.util.List.of(),
                    reply.header("retry-after").flatMap(text -> RetryAfter.parse(text, clock.instant())));
        }
        boolean hasContent = !call.method().equals(HttpMethod.DELETE) && status != 204;
        if (hasContent && !TaxiiMediaType.isReadable(reply.header("content-type"))) {
            throw new WrongMediaTypeException(
                    reply.url(), reply.header("content-type").orElse(""));
        }
    }

    /** Where a redirect may be followed to: a GET that stays on this very scheme, host and port. */
    private static URI redirected(HttpCall call, Reply reply, int redirects) throws TaxiiClientException {
        String location = reply.header("location").orElse("");
        String reason;
        try {
            URI target = call.url().resolve(URI.create(location));
            if (location.isEmpty()) {
                reason = "it names no location";
            } else if (!call.method().equals(HttpMethod.GET)) {
                reason = "only a GET is repeated elsewhere";
            } else if (!Origin.of(target).equals(Origin.of(call.url()))) {
                reason = "it leads to another server, which must not get what this one was meant to get;"
                        + " configure that URL if it is right";
            } else if (redirects >= MOST_REDIRECTS) {
                reason = "it is the " + (redirects + 1) + "th in a row";
            } else {
                return target;
            }
        } catch (IllegalArgumentException noUrl) {
            reason = String.valueOf(noUrl.getMessage());
        }
        throw new RedirectRefusedException(call.url(), reply.status(), location, reason);
    }

    private static Reply await(URI url, Future<Reply> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException stopped) {
            future.onSuccess(Reply::close);
            throw interrupted();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TaxiiClientException failure) {
                throw failure;
            }
            throw new BrokenReplyException(url, failed.getCause());
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped while waiting for a server");
    }
}
