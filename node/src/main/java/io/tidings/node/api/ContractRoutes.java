package io.tidings.node.api;

import io.tidings.node.api.wire.ContractForms;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.contract.ContractReport;
import io.tidings.node.operations.Operations;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The paths about agreements as both sides sign them. Handlers run on the event loop, calls on the workers. */
final class ContractRoutes {
    private final WorkerExecutor workers;
    private final Operations operations;

    ContractRoutes(WorkerExecutor workers, Operations operations) {
        this.workers = workers;
        this.operations = operations;
    }

    void addTo(Router router) {
        router.get("/v1/contracts").handler(ctx -> answer(ctx, this::list));
        router.post("/v1/contracts/export")
                .handler(ctx -> one(ctx, in -> operations.contracts().export(in.text("peer"))));
        router.post("/v1/contracts/sign")
                .handler(ctx -> one(ctx, in -> operations.contracts().sign(in.text("text"))));
        router.post("/v1/contracts/verify")
                .handler(ctx -> one(ctx, in -> operations.contracts().verify(in.text("text"))));
        router.post("/v1/contracts/accept")
                .handler(ctx -> one(ctx, in -> operations.contracts().accept(in.text("text"), in.flag("anyway"))));
    }

    private String list() {
        return JsonForm.text(out -> out.list(
                "contracts", ContractForms.CONTRACT, operations.contracts().list()));
    }

    private void one(RoutingContext ctx, Function<JsonIn, ContractReport> call) {
        JsonIn request = JsonIn.parse(ctx.body().asString());
        answer(ctx, () -> ContractForms.CONTRACT.text(call.apply(request)));
    }

    private void answer(RoutingContext ctx, Callable<String> call) {
        workers.executeBlocking(call, false)
                .onSuccess(json -> Answers.json(ctx, json))
                .onFailure(ctx::fail);
    }
}
