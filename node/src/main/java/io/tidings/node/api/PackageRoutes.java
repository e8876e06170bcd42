package io.tidings.node.api;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.PackageForms;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The paths about content packages. Handlers run on the event loop, calls on the workers. */
final class PackageRoutes {
    private static final int MOST_LISTED = 10_000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final Operations operations;
    private final Clock clock;

    PackageRoutes(Vertx vertx, WorkerExecutor workers, Operations operations, Clock clock) {
        this.vertx = vertx;
        this.workers = workers;
        this.operations = operations;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.get("/v1/packages").handler(this::list);
        router.post("/v1/packages/create").handler(this::create);
        router.post("/v1/packages/import").handler(this::take);
        router.post("/v1/packages/abandon").handler(this::abandon);
    }

    private void list(RoutingContext ctx) {
        Callable<String> call = () -> JsonForm.text(out ->
                out.list("packages", PackageForms.PACKAGE, operations.packages().list(MOST_LISTED)));
        workers.executeBlocking(call, false)
                .onSuccess(json -> Answers.json(ctx, json))
                .onFailure(ctx::fail);
    }

    private void create(RoutingContext ctx) {
        var order = PackageForms.readOrder(JsonIn.parse(ctx.body().asString()));
        var answer = new LongAnswer(vertx, ctx, clock);
        workers.executeBlocking(
                        () -> PackageForms.PACKAGE.text(operations.packages().create(order, answer::progress)), false)
                .onComplete(answer::end);
    }

    private void take(RoutingContext ctx) {
        JsonIn request = JsonIn.parse(ctx.body().asString());
        Path from = path(request.text("from"));
        Optional<String> into = request.optionalText("into");
        Optional<Path> acknowledgeTo = request.optionalText("acknowledgeTo").map(PackageRoutes::path);
        var answer = new LongAnswer(vertx, ctx, clock);
        Callable<String> call = () -> JsonForm.text(out -> out.list(
                "files", PackageForms.IMPORT, operations.packages().take(from, into, acknowledgeTo, answer::progress)));
        workers.executeBlocking(call, false).onComplete(answer::end);
    }

    private void abandon(RoutingContext ctx) {
        String collection = JsonIn.parse(ctx.body().asString()).text("collection");
        var answer = new LongAnswer(vertx, ctx, clock);
        workers.executeBlocking(
                        () -> PackageForms.ABANDONMENT.text(
                                operations.packages().abandon(collection)),
                        false)
                .onComplete(answer::end);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new OperationException(Kind.INVALID, "not the name of a file: " + wrong.getMessage());
        }
    }
}
