package io.tidings.node.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidings.node.alert.Alerts.Alert;
import io.tidings.node.identity.Secret;
import io.tidings.taxii.client.tls.ServerTrust;
import io.tidings.taxii.client.tls.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each alert as small JSON to one HTTPS address, with a signature that only a holder of the key can make:
 * {@code X-Tidings-Signature: t=SECONDS,v1=HEX}, HMAC-SHA-256 over the seconds, a dot and the body. Any answer of 200 to 299
 * is taken for received; anything else is tried again a few times, and then given up. Safe from any thread.
 */
public final class Webhook implements Consumer<Alert>, AutoCloseable {
    /** Of the signature. */
    public static final String HEADER = "X-Tidings-Signature";

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int MOST_UNDERWAY = 64;
    private static final int ATTEMPTS = 5;
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx;
    private final URI address;
    private final Secret key;
    private final String node;
    private final Clock clock;
    private final Supplier<UUID> uuids;
    private final long firstWaitMillis;
    private final HttpClient client;
    private final AtomicInteger underway = new AtomicInteger();
    private final LongAdder failures = new LongAdder();

    /**
     * Where and how.
     *
     * @param pin of the receiver's certificate or key; absent means that an authority of the Java runtime vouches for it
     * @param firstWaitMillis before the second attempt; it doubles
     */
    public record Target(URI address, Optional<String> pin, Secret key, long firstWaitMillis) {}

    /**
     * @param node how this node calls itself
     * @param uuids names each alert, so that a receiver sees repetitions
     */
    public Webhook(Vertx vertx, Target target, String node, Clock clock, Supplier<UUID> uuids) {
        this.vertx = vertx;
        this.address = target.address();
        this.key = target.key();
        this.node = node;
        this.clock = clock;
        this.uuids = uuids;
        this.firstWaitMillis = target.firstWaitMillis();
        ServerTrust trust =
                target.pin().map(pin -> ServerTrust.pinned(() -> Set.of(pin))).orElseGet(ServerTrust::system);
        HttpClientOptions options = new HttpClientOptions();
        new TlsOptions(trust, Optional::empty).applyTo(options, clock, false);
        this.client = vertx.createHttpClient(options);
    }

    @Override
    public void accept(Alert alert) {
        if (underway.incrementAndGet() > MOST_UNDERWAY) {
            underway.decrementAndGet();
            failures.increment();
            LOG.warn("an alert was not posted, since {} others wait to be", MOST_UNDERWAY);
            return;
        }
        attempt(body(alert), 1).onComplete(done -> {
            underway.decrementAndGet();
            if (done.failed()) {
                failures.increment();
                LOG.warn(
                        "an alert could not be posted to {}: {}",
                        address.getHost(),
                        done.cause().getMessage());
            }
        });
    }

    /** Alerts given up since the start. */
    public long failures() {
        return failures.sum();
    }

    private String body(Alert alert) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", uuids.get().toString())
                .put("node", node)
                .put("kind", alert.condition().kind())
                .put("subject", alert.condition().subject())
                .put("state", alert.raised() ? "raised" : "gone")
                .put("since", alert.since().toString())
                .put("at", alert.at().toString())
                .put("message", alert.condition().message())
                .toString();
    }

    private Future<Void> attempt(String body, int number) {
        return post(body).recover(failed -> {
            if (number >= ATTEMPTS) {
                return Future.failedFuture(failed);
            }
            return vertx.timer(firstWaitMillis << (number - 1), TimeUnit.MILLISECONDS)
                    .compose(waited -> attempt(body, number + 1));
        });
    }

    private Future<Void> post(String body) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address.toString())
                .setTimeout(TIMEOUT_MILLIS)
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader(HEADER, signature(body));
        return client.request(request)
                .compose(open -> open.send(Buffer.buffer(body)))
                .compose(response -> response.statusCode() / 100 == 2
                        ? response.end()
                        : Future.failedFuture("it answered " + response.statusCode()));
    }

    private String signature(String body) {
        long seconds = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            byte[] signed = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    /** What is under way fails. */
    @Override
    public void close() {
        client.close();
    }
}
