package io.tidings.node.api;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.QuarantineForms;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.Quarantining;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.concurrent.Callable;

/** The paths about what intake kept aside and found. Handlers run on the event loop, calls on the workers. */
final class QuarantineRoutes {
    private static final int MOST_LISTED = 10_000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final Operations operations;
    private final Clock clock;

    QuarantineRoutes(Vertx vertx, WorkerExecutor workers, Operations operations, Clock clock) {
        this.vertx = vertx;
        this.workers = workers;
        this.operations = operations;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.get("/v1/quarantine").handler(this::list);
        router.get("/v1/quarantine/object").handler(this::show);
        router.post("/v1/quarantine/release").handler(this::release);
        router.post("/v1/quarantine/drop").handler(this::drop);
        router.get("/v1/findings").handler(this::findings);
        router.post("/v1/sensitive/scan").handler(this::scan);
    }

    private void list(RoutingContext ctx) {
        var source = ctx.queryParam("source").stream().findFirst();
        int most = ctx.queryParam("most").stream()
                .findFirst()
                .map(QuarantineRoutes::count)
                .orElse(MOST_LISTED);
        answer(ctx, () -> QuarantineForms.LIST.text(quarantine().list(source, most)));
    }

    private void show(RoutingContext ctx) {
        String id = ctx.queryParam("id").stream()
                .findFirst()
                .orElseThrow(() -> new OperationException(Kind.INVALID, "the parameter 'id' is missing"));
        answer(
                ctx,
                () -> JsonForm.text(out ->
                        out.list("objects", QuarantineForms.SHOWN, quarantine().show(id))));
    }

    private void release(RoutingContext ctx) {
        Quarantining.Choice choice =
                QuarantineForms.readChoice(JsonIn.parse(ctx.body().asString()));
        answerLong(
                ctx,
                () -> JsonForm.text(out -> out.list(
                        "outcomes", QuarantineForms.OUTCOME, quarantine().release(choice))));
    }

    private void drop(RoutingContext ctx) {
        Quarantining.Choice choice =
                QuarantineForms.readChoice(JsonIn.parse(ctx.body().asString()));
        answerLong(
                ctx,
                () -> JsonForm.text(out -> out.number("dropped", quarantine().drop(choice))));
    }

    private void scan(RoutingContext ctx) {
        String collection = JsonIn.parse(ctx.body().asString()).text("collection");
        var answer = new LongAnswer(vertx, ctx, clock);
        workers.executeBlocking(
                        () -> QuarantineForms.SENSITIVE.text(quarantine().scan(collection, answer::progress)), false)
                .onComplete(answer::end);
    }

    private void findings(RoutingContext ctx) {
        answer(
                ctx,
                () -> JsonForm.text(out ->
                        out.list("findings", QuarantineForms.COUNT, quarantine().findings())));
    }

    private Quarantining quarantine() {
        return operations.quarantine();
    }

    private void answer(RoutingContext ctx, Callable<String> call) {
        workers.executeBlocking(call, false)
                .onSuccess(json -> Answers.json(ctx, json))
                .onFailure(ctx::fail);
    }

    private void answerLong(RoutingContext ctx, Callable<String> call) {
        var answer = new LongAnswer(vertx, ctx, clock);
        workers.executeBlocking(call, false).onComplete(answer::end);
    }

    private static int count(String text) {
        try {
            return Math.max(0, Math.min(MOST_LISTED, Integer.parseInt(text)));
        } catch (NumberFormatException none) {
            throw new OperationException(Kind.INVALID, "'most' is a whole number, not \"" + text + "\"");
        }
    }
}
