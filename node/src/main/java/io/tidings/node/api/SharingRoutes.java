package io.tidings.node.api;

import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.SharingForms;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The paths about cutting off, leaving and what was shared. Handlers run on the event loop, calls on the workers. */
final class SharingRoutes {
    private static final int USUAL_PAGES = 1_000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final WorkerExecutor urgent;
    private final Operations operations;
    private final Clock clock;

    /** @param urgent for what must not wait until a worker is free */
    SharingRoutes(Vertx vertx, WorkerExecutor workers, WorkerExecutor urgent, Operations operations, Clock clock) {
        this.vertx = vertx;
        this.workers = workers;
        this.urgent = urgent;
        this.operations = operations;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.post("/v1/sharing/cut").handler(this::cut);
        router.post("/v1/sharing/restore").handler(this::restore);
        router.post("/v1/sharing/leave").handler(this::leave);
        router.get("/v1/sharing/given").handler(this::given);
        router.get("/v1/audit")
                .handler(ctx -> answer(
                        ctx,
                        workers,
                        () -> SharingForms.AUDIT.text(operations.sharing().audit())));
    }

    private void cut(RoutingContext ctx) {
        JsonIn request = JsonIn.parse(ctx.body().asString());
        Optional<String> peer = request.optionalText("peer");
        Optional<String> reason = request.optionalText("reason");
        answer(ctx, urgent, () -> SharingForms.CUT.text(operations.sharing().cut(peer, reason)));
    }

    private void restore(RoutingContext ctx) {
        Optional<String> peer = JsonIn.parse(ctx.body().asString()).optionalText("peer");
        answer(ctx, urgent, () -> {
            operations.sharing().restore(peer);
            return "{}";
        });
    }

    private void leave(RoutingContext ctx) {
        JsonIn request = JsonIn.parse(ctx.body().asString());
        String peer = request.text("peer");
        boolean purge = request.flag("purge");
        var answer = new LongAnswer(vertx, ctx, clock);
        workers.executeBlocking(
                        () -> SharingForms.LEFT.text(operations.sharing().leave(peer, purge)), false)
                .onComplete(answer::end);
    }

    private void given(RoutingContext ctx) {
        String principal = parameter(ctx, "principal")
                .orElseThrow(() -> new OperationException(Kind.INVALID, "the parameter 'principal' is missing"));
        Instant since = parameter(ctx, "since").map(SharingRoutes::time).orElse(Instant.EPOCH);
        boolean objects = parameter(ctx, "objects").filter("true"::equals).isPresent();
        int most = parameter(ctx, "most").map(SharingRoutes::count).orElse(USUAL_PAGES);
        answer(
                ctx,
                workers,
                () -> SharingForms.GIVEN.text(operations.sharing().given(principal, since, objects, most)));
    }

    private static void answer(RoutingContext ctx, WorkerExecutor on, Callable<String> call) {
        on.executeBlocking(call, false)
                .onSuccess(json -> Answers.json(ctx, json))
                .onFailure(ctx::fail);
    }

    private static Optional<String> parameter(RoutingContext ctx, String name) {
        return ctx.queryParam(name).stream().findFirst();
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw new OperationException(Kind.INVALID, "'since' is a time such as 2026-01-31T00:00:00Z, not " + text);
        }
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new OperationException(Kind.INVALID, "'most' is a whole number, not \"" + text + "\"");
        }
    }
}
