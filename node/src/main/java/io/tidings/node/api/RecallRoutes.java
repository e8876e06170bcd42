package io.tidings.node.api;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.RecallForms;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The paths about recalls. Handlers run on the event loop, calls on the workers. */
final class RecallRoutes {
    private final WorkerExecutor workers;
    private final Operations operations;

    RecallRoutes(WorkerExecutor workers, Operations operations) {
        this.workers = workers;
        this.operations = operations;
    }

    void addTo(Router router) {
        router.get("/v1/recalls").handler(this::list);
        router.post("/v1/recalls").handler(this::recall);
        router.post("/v1/recalls/apply").handler(this::apply);
        router.post("/v1/recalls/forget").handler(this::forget);
    }

    private void list(RoutingContext ctx) {
        Optional<String> object = ctx.queryParam("id").stream().findFirst();
        answer(
                ctx,
                () -> JsonForm.text(out -> out.list(
                        "recalls",
                        RecallForms.RECALL,
                        object.map(operations.recalls()::show).orElseGet(operations.recalls()::list))));
    }

    private void recall(RoutingContext ctx) {
        JsonIn request = JsonIn.parse(ctx.body().asString());
        String object = request.text("object");
        Optional<String> version = request.optionalText("version");
        String reason = request.text("reason");
        answer(ctx, () -> RecallForms.RECALL.text(operations.recalls().recall(object, version, reason)));
    }

    private void apply(RoutingContext ctx) {
        String object = object(ctx);
        answer(ctx, () -> RecallForms.RECALL.text(operations.recalls().apply(object)));
    }

    private void forget(RoutingContext ctx) {
        String object = object(ctx);
        answer(ctx, () -> RecallForms.RECALL.text(operations.recalls().forget(object)));
    }

    private static String object(RoutingContext ctx) {
        return JsonIn.parse(Optional.ofNullable(ctx.body().asString())
                        .orElseThrow(() -> new OperationException(Kind.INVALID, "the request has no body")))
                .text("object");
    }

    private void answer(RoutingContext ctx, Callable<String> call) {
        workers.executeBlocking(call, false)
                .onSuccess(json -> Answers.json(ctx, json))
                .onFailure(ctx::fail);
    }
}
