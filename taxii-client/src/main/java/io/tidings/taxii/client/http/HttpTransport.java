package io.tidings.taxii.client.http;

import io.tidings.taxii.client.failure.BrokenReplyException;
import io.tidings.taxii.client.failure.NoAnswerException;
import io.tidings.taxii.client.failure.NoAnswerException.Stage;
import io.tidings.taxii.client.failure.TaxiiClientException;
import io.tidings.taxii.client.failure.UnreachableException;
import io.tidings.taxii.client.failure.UntrustedServerException;
import io.tidings.taxii.client.url.Origin;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends single requests: no retries, no redirects, any status is an answer. Connections are kept and shared; HTTP/2
 * is used where the server offers it. May be used from any thread.
 */
public final class HttpTransport {
    // With TLS 1.3 the alert comes after the handshake, and Vert.x then tells no more than this.
    private static final String REFUSED_PERHAPS =
            "; a server that asks for a client certificate closes like this if it refuses ours, or got none";
    private static final int LARGEST_HEADERS = 32 << 10;
    private static final int LARGEST_CHUNK = 64 << 10;
    /** Of an HTTP/2 stream: what a server may send ahead of the reader. The default of 64 KiB is slow on long lines. */
    private static final int WINDOW = 1 << 20;

    private final TransportOptions options;
    private final Context context;
    private final HttpClientAgent known;
    private final HttpClientAgent foreign;

    public HttpTransport(Vertx vertx, TransportOptions options) {
        this.options = options;
        this.context = eventLoopContext(vertx);
        this.known = agent(vertx, options, true);
        this.foreign = agent(vertx, options, false);
    }

    /**
     * Sends {@code call}. The future fails with a {@link TaxiiClientException}, within the times configured.
     *
     * <p>The reply's body must be read or closed, on a thread that may block.
     */
    public Future<Reply> send(HttpCall call) {
        Promise<Reply> promise = Promise.promise();
        context.runOnContext(v -> {
            try {
                connect(call).compose(request -> exchange(call, request)).onComplete(promise);
            } catch (IllegalStateException closed) {
                // Vert.x throws it where a client was closed meanwhile; whoever waits for the answer must hear of it.
                promise.fail(notConnected(call.url(), closed, options.timeouts().connect()));
            }
        });
        return promise.future();
    }

    /** Closes all connections; what is under way breaks off. Completes when all is closed. */
    public Future<Void> close() {
        return Future.join(known.close(), foreign.close()).mapEmpty();
    }

    private Future<HttpClientRequest> connect(HttpCall call) {
        boolean trusted = options.credentials().goTo(call.url());
        Duration limit = options.timeouts().connect();
        Future<HttpClientRequest> request = (trusted ? known : foreign).request(requestOptions(call, trusted));
        Future<HttpClientRequest> inTime = request.timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        return inTime.recover(failure -> {
            request.onSuccess(late -> late.reset());
            return Future.failedFuture(notConnected(call.url(), failure, limit));
        });
    }

    private Future<Reply> exchange(HttpCall call, HttpClientRequest request) {
        Duration limit = options.timeouts().firstByte();
        Future<Reply> reply = call.body()
                .map(request::send)
                .orElseGet(request::send)
                .map(response -> new Reply(
                        call,
                        response.statusCode(),
                        response.headers(),
                        ReplyBody.of(call.url(), response, context, options.timeouts())));
        return reply.timeout(limit.toMillis(), TimeUnit.MILLISECONDS).recover(failure -> {
            reply.onSuccess(Reply::close);
            request.reset();
            boolean late = failure instanceof TimeoutException;
            return Future.failedFuture(
                    late ? new NoAnswerException(call.url(), Stage.FIRST_BYTE, limit) : broken(call.url(), failure));
        });
    }

    private RequestOptions requestOptions(HttpCall call, boolean trusted) {
        URI url = call.url();
        Origin origin = Origin.of(url);
        RequestOptions request = new RequestOptions()
                .setMethod(call.method())
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.isTls())
                .setURI(url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()))
                .setConnectTimeout(options.timeouts().connect().toMillis())
                .setFollowRedirects(false)
                .putHeader("accept", TaxiiMediaType.TAXII_2_1)
                .putHeader("accept-encoding", "gzip")
                .putHeader("user-agent", options.userAgent());
        if (!origin.isTls()) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        if (call.body().isPresent()) {
            request.putHeader("content-type", call.contentType());
        }
        if (trusted) {
            options.credentials().auth().authorization().ifPresent(value -> request.putHeader("authorization", value));
        }
        return request;
    }

    private static TaxiiClientException notConnected(URI url, Throwable failure, Duration limit) {
        if (isRefusal(failure)) {
            return new UntrustedServerException(url, rootMessage(failure), failure);
        }
        return failure instanceof TimeoutException
                ? new NoAnswerException(url, Stage.CONNECT, limit)
                : new UnreachableException(url, failure, isClosedTls(url, failure) ? REFUSED_PERHAPS : "");
    }

    // With TLS 1.3 a server refuses our certificate only after we think ourselves connected.
    private static TaxiiClientException broken(URI url, Throwable failure) {
        return isRefusal(failure)
                ? new UntrustedServerException(url, rootMessage(failure), failure)
                : new BrokenReplyException(url, failure);
    }

    /** Whether one side rejected the other, rather than that the network failed in the midst of a handshake. */
    private static boolean isRefusal(Throwable failure) {
        boolean ssl = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A handshake that merely ended early comes as an SSLException too.
            if (cause instanceof ClosedChannelException
                    || String.valueOf(cause.getMessage()).contains("closed")) {
                return false;
            }
            ssl = ssl || cause instanceof SSLException;
        }
        return ssl;
    }

    private static boolean isClosedTls(URI url, Throwable failure) {
        return failure instanceof VertxException && Origin.of(url).isTls();
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static HttpClientAgent agent(Vertx vertx, TransportOptions options, boolean withIdentity) {
        int connectMillis =
                (int) Math.min(Integer.MAX_VALUE, options.timeouts().connect().toMillis());
        HttpClientOptions http = new HttpClientOptions()
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(2L * connectMillis) // ours comes first, and is the clearer failure
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxChunkSize(LARGEST_CHUNK)
                .setDecompressionSupported(false);
        http.getInitialSettings().setMaxHeaderListSize(LARGEST_HEADERS).setInitialWindowSize(WINDOW);
        http.setHttp2ConnectionWindowSize(WINDOW * options.maxConnections());
        options.tls().applyTo(http, options.clock(), withIdentity);
        return vertx.httpClientBuilder()
                .with(http)
                .with(new PoolOptions()
                        .setHttp1MaxSize(options.maxConnections())
                        .setHttp2MaxSize(options.maxConnections()))
                .build();
    }

    /**
     * An event-loop context of our own. Taken from a fresh thread: on the caller's we might be given a worker
     * verticle's context, on which a reply could not be delivered while that worker blocks to read it.
     */
    private static Context eventLoopContext(Vertx vertx) {
        CompletableFuture<Context> context = new CompletableFuture<>();
        Thread thread = new Thread(() -> context.complete(vertx.getOrCreateContext()), "taxii-client-context");
        thread.setDaemon(true);
        thread.start();
        return context.join();
    }
}
