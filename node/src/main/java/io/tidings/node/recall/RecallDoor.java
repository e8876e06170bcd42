package io.tidings.node.recall;

import io.tidings.node.agreement.Principal;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.quota.Quotas;
import io.tidings.node.recall.RecallRoad.Taken;
import io.tidings.taxii.server.backend.Credentials;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Answers {@code POST /recall/} on the peers' listener: what became of a recall, as a compact JWS. 204 if it is taken or was
 * before; 404 alike for recalls that do not exist and those that the peer was not told of (I-5). The body is read already.
 */
public final class RecallDoor implements Handler<RoutingContext> {
    /** Where it is. */
    public static final String PATH = "/recall/";

    /** Of a body. */
    public static final int MOST_BYTES = Acknowledgement.LONGEST;

    private static final int MOST_AT_ONCE = 64;
    private static final long PATIENCE_MILLIS = 10_000;

    private final WorkerExecutor workers;
    private final Recalls recalls;
    private final Recognition recognition;
    private final Quotas quotas;
    private final AtomicInteger open = new AtomicInteger();

    public RecallDoor(WorkerExecutor workers, Recalls recalls, Recognition recognition, Quotas quotas) {
        this.workers = workers;
        this.recalls = recalls;
        this.recognition = recognition;
        this.quotas = quotas;
    }

    /** To be mounted before the body is read: so many at once, each for so long. */
    public void admit(RoutingContext ctx) {
        if (open.incrementAndGet() > MOST_AT_ONCE) {
            open.decrementAndGet();
            ctx.response().setStatusCode(503).putHeader("Retry-After", "60").end();
            return;
        }
        long timer = ctx.vertx()
                .setTimer(PATIENCE_MILLIS, late -> ctx.request().connection().close());
        ctx.addEndHandler(over -> {
            ctx.vertx().cancelTimer(timer);
            open.decrementAndGet();
        });
        ctx.next();
    }

    /** Answers what is too long, or breaks off: no fault of ours, so the log says nothing. */
    public static void fail(RoutingContext ctx) {
        if (!ctx.response().ended()) {
            ctx.response()
                    .setStatusCode(ctx.statusCode() > 0 ? ctx.statusCode() : 500)
                    .end();
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        Credentials credentials = credentials(ctx);
        String body = Optional.ofNullable(ctx.body().asString()).orElse("");
        workers.executeBlocking(() -> status(credentials, body), false)
                .onSuccess(status -> ctx.response().setStatusCode(status).end())
                .onFailure(failed -> ctx.response().setStatusCode(503).end());
    }

    private int status(Credentials credentials, String body) {
        Optional<Principal> principal = recognition.recognise(credentials);
        if (principal.isEmpty()) {
            return 401;
        }
        boolean tooMany = principal
                .flatMap(Principal::requestsPerMinute)
                .flatMap(perMinute -> quotas.request(principal.get().name(), perMinute))
                .isPresent();
        if (tooMany) {
            return 429;
        }
        Taken taken = recalls.acknowledged(principal.get().name(), body);
        return switch (taken) {
            case TAKEN -> 204;
            case UNKNOWN -> {
                recognition.notGranted(principal.get(), "a recall that it was not told of");
                yield 404;
            }
            case WRONG -> 400;
        };
    }

    private static Credentials credentials(RoutingContext ctx) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : ctx.request().connection().peerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
        } catch (SSLPeerUnverifiedException none) {
            chain.clear();
        }
        return new Credentials(
                new Credentials.Scheme.None(),
                chain,
                ctx.request().remoteAddress().hostAddress());
    }
}
