package io.tidings.node.api;

import io.tidings.node.api.wire.Problem;
import io.tidings.node.api.wire.WireException;
import io.tidings.node.intake.DiskFullException;
import io.tidings.node.operations.OperationException;
import io.tidings.node.store.DamagedContentException;
import io.tidings.node.store.KeyUnavailableException;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.stix.content.MalformedContentException;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an answer and a failure are rendered. On the event loop. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void json(RoutingContext ctx, String json) {
        ctx.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(json);
    }

    static void problem(RoutingContext ctx, Problem problem) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        ctx.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        // What is left of a request that was not read to its end would be taken for the next one.
        if (!ctx.request().isEnded()) {
            ctx.response().putHeader("Connection", "close");
            ctx.response()
                    .end(Problem.FORM.text(problem))
                    .onComplete(sent -> ctx.request().connection().close());
        } else {
            ctx.response().end(Problem.FORM.text(problem));
        }
    }

    static void fail(RoutingContext ctx) {
        if (ctx.failure() == null) {
            problem(
                    ctx,
                    ctx.statusCode() == 413
                            ? Problem.of(413, "Too large", "this request's body is too long")
                            : Problem.of(ctx.statusCode(), "Refused", "the request was not carried out"));
        } else {
            problem(ctx, of(ctx.failure()));
        }
    }

    /** The problem that a failure is; one that nobody expected is logged, and not shown. */
    static Problem of(Throwable failure) {
        if (failure instanceof OperationException e) {
            return Problem.of(e);
        }
        if (failure instanceof MalformedContentException e) {
            return Problem.of(e);
        }
        if (failure instanceof WireException e) {
            return Problem.of(400, "Wrong call", "the request's body: " + e.getMessage());
        }
        if (failure instanceof Spool.TooLargeException e) {
            return Problem.of(413, "Too large", String.valueOf(e.getMessage()));
        }
        if (failure instanceof StoreUnavailableException
                || failure instanceof StoreBusyException
                || failure instanceof DiskFullException) {
            return Problem.of(503, "Not available now", String.valueOf(failure.getMessage()));
        }
        if (failure instanceof KeyUnavailableException || failure instanceof DamagedContentException) {
            LOG.error("An operator's call failed: {}", failure.getMessage());
            return Problem.of(500, "Failed", String.valueOf(failure.getMessage()));
        }
        LOG.error("An operator's call failed", failure);
        return Problem.of(500, "Failed", "the node failed at it; its log says why");
    }
}
