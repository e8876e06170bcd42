package io.tidings.node.api;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.Problem;
import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.Operations.Progress;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answer to a call that takes its time, as NDJSON: {@code {"progress":…}} now and then, a blank line where nothing
 * happens for long, and {@code {"report":…}} or {@code {"problem":…}} at the end. A failure before the first line is an
 * HTTP error instead.
 *
 * <p>Its state belongs to the request's context; {@link #progress} may be called from any thread.
 */
final class LongAnswer {
    private static final long PROGRESS_MILLIS = 100;
    private static final long SIGN_OF_LIFE_MILLIS = 10_000;

    private final Vertx vertx;
    private final RoutingContext ctx;
    private final Context context;
    private final Clock clock;
    private final long timer;
    private final AtomicLong lastProgress = new AtomicLong();

    LongAnswer(Vertx vertx, RoutingContext ctx, Clock clock) {
        this.vertx = vertx;
        this.ctx = ctx;
        this.context = vertx.getOrCreateContext();
        this.clock = clock;
        this.timer = vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, id -> line(""));
        ctx.addEndHandler(ended -> vertx.cancelTimer(timer));
    }

    void progress(Progress progress) {
        long now = clock.millis();
        long last = lastProgress.get();
        if (now - last >= PROGRESS_MILLIS && lastProgress.compareAndSet(last, now)) {
            String line = JsonForm.text(out -> out.object("progress", Reports.PROGRESS, progress));
            context.runOnContext(v -> line(line));
        }
    }

    /** @param outcome the report's JSON, or why there is none */
    void end(AsyncResult<String> outcome) {
        vertx.cancelTimer(timer);
        if (outcome.succeeded()) {
            last("{\"report\":" + outcome.result() + "}");
            return;
        }
        Problem problem = Answers.of(outcome.cause());
        if (ctx.response().headWritten()) {
            last(JsonForm.text(out -> out.object("problem", Problem.FORM, problem)));
        } else {
            Answers.problem(ctx, problem);
        }
    }

    // A caller who does not read misses progress, not memory of ours.
    private void line(String line) {
        HttpServerResponse response = ctx.response();
        if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            begin(response);
            response.write(line + "\n");
        }
    }

    private void last(String line) {
        HttpServerResponse response = ctx.response();
        if (!response.ended() && !response.closed()) {
            begin(response);
            response.end(line + "\n");
        }
    }

    private static void begin(HttpServerResponse response) {
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader("Content-Type", "application/x-ndjson")
                    .putHeader("Cache-Control", "no-store");
        }
    }
}
