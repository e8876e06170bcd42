package io.tidings.node.metrics;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.metrics.Probe.Named;
import io.tidings.node.metrics.Probe.Status;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers 200 if nothing fails and 503 otherwise, with every check by name and reason, in the form of
 * {@code application/health+json} (draft-inadarei-api-health-check).
 *
 * <p>Its fields belong to the listener's one event loop. What was found a moment ago is told again: asking costs a write
 * to disk.
 */
final class HealthEndpoint implements Handler<RoutingContext> {
    private static final String MEDIA_TYPE = "application/health+json";
    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final JsonForm<Named> CHECK = JsonForm.shown(
            (out, named) -> out.text("status", text(named.finding().status()))
                    .text("output", named.finding().output()));

    private final List<Probe> probes;
    private final WorkerExecutor workers;
    private final Supplier<Optional<String>> stopping;
    private Optional<Future<List<Named>>> last = Optional.empty();
    private long lastNanos;

    /** @param stopping why the answer is no, whatever the probes say */
    HealthEndpoint(List<Probe> probes, WorkerExecutor workers, Supplier<Optional<String>> stopping) {
        this.probes = List.copyOf(probes);
        this.workers = workers;
        this.stopping = stopping;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Optional<String> no = stopping.get();
        if (no.isPresent()) {
            answer(ctx, List.of(new Named("node", Probe.Finding.fail(no.get()))));
        } else {
            findings().onSuccess(findings -> answer(ctx, findings)).onFailure(ctx::fail);
        }
    }

    private Future<List<Named>> findings() {
        if (last.isEmpty() || System.nanoTime() - lastNanos > GOOD_FOR_NANOS) {
            List<Future<Named>> looks =
                    probes.stream().map(probe -> probe.run(workers)).toList();
            last = Optional.of(Future.all(looks)
                    .map(all -> looks.stream().map(Future::result).toList()));
            lastNanos = System.nanoTime();
        }
        return last.get();
    }

    private static void answer(RoutingContext ctx, List<Named> findings) {
        Status worst = findings.stream()
                .map(named -> named.finding().status())
                .max(Status::compareTo)
                .orElse(Status.PASS);
        ctx.response()
                .setStatusCode(worst == Status.FAIL ? 503 : 200)
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(JsonForm.text(out -> out.text("status", text(worst))
                                .object(
                                        "checks",
                                        checks -> findings.forEach(
                                                named -> checks.list(named.name(), CHECK, List.of(named)))))
                        + "\n");
    }

    private static String text(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
