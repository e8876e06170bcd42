package io.tidings.node.api;

import io.tidings.node.api.wire.ConfigurationText;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.KeyProof;
import io.tidings.node.api.wire.Problem;
import io.tidings.node.api.wire.Reports;
import io.tidings.node.identity.Pem;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations;
import io.tidings.stix.validate.Profile;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Which call each path makes. Handlers run on the server's event loop, calls on the workers. */
final class Routes {
    private static final long LARGEST_REQUEST_BYTES = 64 << 10;
    private static final int MOST_CALLS = 32;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final WorkerExecutor urgent;
    private final Operations operations;
    private final NodeControl control;
    private final OperatorApiOptions options;
    private final AtomicInteger calls = new AtomicInteger();

    Routes(
            Vertx vertx,
            WorkerExecutor workers,
            WorkerExecutor urgent,
            Operations operations,
            NodeControl control,
            OperatorApiOptions options) {
        this.vertx = vertx;
        this.workers = workers;
        this.urgent = urgent;
        this.operations = operations;
        this.control = control;
        this.options = options;
    }

    Router router() {
        Router router = Router.router(vertx);
        router.route().handler(new OnlyFromHere()).failureHandler(Answers::fail);
        router.get("/v1/hello").handler(this::hello);
        router.route("/v1/*").handler(new OnlyOperator(options.key())).handler(this::count);
        router.post("/v1/publish").handler(this::publish);
        router.post("/v1/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_REQUEST_BYTES));
        router.get("/v1/status").handler(ctx -> answer(ctx, () -> Reports.STATUS.text(operations.status())));
        router.get("/v1/collections").handler(ctx -> answer(ctx, this::collections));
        router.post("/v1/collections").handler(this::addCollection);
        router.post("/v1/follow").handler(this::follow);
        router.post("/v1/backup").handler(this::backup);
        router.get("/v1/trace").handler(this::trace);
        router.get("/v1/provenance").handler(this::exportProvenance);
        router.get("/v1/preview").handler(this::preview);
        router.get("/v1/why").handler(this::why);
        new QuarantineRoutes(vertx, workers, operations, options.clock()).addTo(router);
        new PackageRoutes(vertx, workers, operations, options.clock()).addTo(router);
        new SharingRoutes(vertx, workers, urgent, operations, options.clock()).addTo(router);
        new RecallRoutes(workers, operations).addTo(router);
        new ContractRoutes(workers, operations).addTo(router);
        router.get("/v1/origins").handler(ctx -> answer(ctx, this::origins));
        router.post("/v1/origins/destroy").handler(this::destroyOrigin);
        router.post("/v1/encrypt-stored").handler(this::encryptStored);
        router.post("/v1/storage-key").handler(ctx -> answer(ctx, this::replaceStorageKey));
        router.post("/v1/reload").handler(ctx -> answer(ctx, this::reload));
        router.post("/v1/stop").handler(this::stop);
        router.get("/v1/config").handler(ctx -> answer(ctx, () -> ConfigurationText.of(control.configuration())));
        router.route()
                .handler(ctx -> Answers.problem(
                        ctx,
                        Problem.of(
                                404,
                                "Not found",
                                "the operator API has no " + ctx.request().method() + " "
                                        + ctx.request().path())));
        return router;
    }

    private void hello(RoutingContext ctx) {
        String nonce = parameter(ctx, "nonce").orElse("");
        if (KeyProof.isNonce(nonce)) {
            Answers.json(ctx, JsonForm.text(out -> out.text("proof", KeyProof.of(options.key(), nonce))));
        } else {
            Answers.problem(ctx, Problem.of(400, "Wrong call", "'nonce' is 32 hexadecimal digits in lower case"));
        }
    }

    // Vert.x queues without limit for busy workers; we rather say so.
    private void count(RoutingContext ctx) {
        boolean isCut = ctx.request().path().startsWith("/v1/sharing/cut"); // never too busy for that
        if (calls.incrementAndGet() > MOST_CALLS && !isCut) {
            calls.decrementAndGet();
            Answers.problem(
                    ctx, Problem.of(503, "Busy", MOST_CALLS + " operator calls are under way; try again in a while"));
            return;
        }
        ctx.addEndHandler(ended -> calls.decrementAndGet());
        ctx.next();
    }

    private String collections() {
        return JsonForm.text(out -> out.list("collections", Reports.COLLECTION, operations.collections()));
    }

    private void addCollection(RoutingContext ctx) {
        JsonIn request = JsonIn.parse(ctx.body().asString());
        String name = request.text("name");
        Optional<String> title = request.optionalText("title");
        Optional<String> description = request.optionalText("description");
        answer(ctx, () -> Reports.COLLECTION.text(operations.addCollection(name, title, description)));
    }

    private void publish(RoutingContext ctx) {
        String collection = required(ctx, "collection");
        String origin = required(ctx, "origin");
        Optional<Profile> profile = parameter(ctx, "profile").map(Routes::profile);
        List<String> to = List.copyOf(ctx.queryParam("to"));
        var spool = new Spool(workers, options.home().run(), options.maxPublishBytes());
        var answer = new LongAnswer(vertx, ctx, options.clock());
        spool.take(ctx.request())
                .compose(file -> workers.executeBlocking(
                                () -> Reports.PUBLISH.text(
                                        operations.publish(collection, profile, to, file, origin, answer::progress)),
                                false)
                        .eventually(() -> spool.delete(file)))
                .onComplete(answer::end);
    }

    private void follow(RoutingContext ctx) {
        Optional<String> peer = parameter(ctx, "peer");
        var answer = new LongAnswer(vertx, ctx, options.clock());
        Callable<String> call = () ->
                JsonForm.text(out -> out.list("follows", Reports.FOLLOW, operations.follow(peer, answer::progress)));
        workers.executeBlocking(call, false).onComplete(answer::end);
    }

    private void backup(RoutingContext ctx) {
        JsonIn request = JsonIn.parse(ctx.body().asString());
        var order = new BackupOrder(
                path(request.text("to")),
                request.flag("withKeys"),
                request.texts("encryptTo").stream().map(Routes::certificate).toList());
        var answer = new LongAnswer(vertx, ctx, options.clock());
        workers.executeBlocking(() -> Reports.BACKUP.text(operations.backup(order, answer::progress)), false)
                .onComplete(answer::end);
    }

    private void encryptStored(RoutingContext ctx) {
        var answer = new LongAnswer(vertx, ctx, options.clock());
        workers.executeBlocking(() -> Reports.ENCRYPTED.text(operations.encryptStored(answer::progress)), false)
                .onComplete(answer::end);
    }

    private void trace(RoutingContext ctx) {
        String id = required(ctx, "id");
        answer(ctx, () -> Reports.TRACE.text(operations.trace(id)));
    }

    private void exportProvenance(RoutingContext ctx) {
        String id = required(ctx, "id");
        answer(
                ctx,
                () -> JsonForm.text(
                        out -> out.list("versions", Reports.PROVENANCE_EXPORT, operations.exportProvenance(id))));
    }

    private void preview(RoutingContext ctx) {
        String principal = required(ctx, "principal");
        String collection = required(ctx, "collection");
        answer(ctx, () -> Reports.PREVIEW.text(operations.preview(principal, collection)));
    }

    private void why(RoutingContext ctx) {
        String principal = required(ctx, "principal");
        String id = required(ctx, "id");
        answer(ctx, () -> Reports.WHY.text(operations.why(principal, id)));
    }

    private String origins() {
        return JsonForm.text(out -> out.list("origins", Reports.ORIGIN, operations.origins()));
    }

    private void destroyOrigin(RoutingContext ctx) {
        String origin = JsonIn.parse(ctx.body().asString()).text("origin");
        var answer = new LongAnswer(vertx, ctx, options.clock());
        workers.executeBlocking(() -> Reports.DESTROYED.text(operations.destroyOrigin(origin)), false)
                .onComplete(answer::end);
    }

    private String replaceStorageKey() {
        return JsonForm.text(out -> out.number("keys", operations.replaceStorageKey()));
    }

    private String reload() {
        return JsonForm.text(out -> out.texts("mistakes", operations.reload()));
    }

    private void stop(RoutingContext ctx) {
        ctx.addEndHandler(ended -> workers.executeBlocking(
                () -> {
                    control.stop();
                    return true;
                },
                false));
        ctx.response().setStatusCode(202);
        Answers.json(ctx, "{}");
    }

    private void answer(RoutingContext ctx, Callable<String> call) {
        workers.executeBlocking(call, false)
                .onSuccess(json -> Answers.json(ctx, json))
                .onFailure(ctx::fail);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new OperationException(Kind.INVALID, "not the name of a file: " + wrong.getMessage());
        }
    }

    private static X509Certificate certificate(String pem) {
        try {
            return Pem.certificate(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateException wrong) {
            throw new OperationException(
                    Kind.INVALID, "'encryptTo' holds what is no certificate: " + wrong.getMessage());
        }
    }

    private static Profile profile(String text) {
        return Profile.parse(text)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID, "'profile' is strict, interoperable or lenient, not \"" + text + "\""));
    }

    private static String required(RoutingContext ctx, String name) {
        return parameter(ctx, name)
                .orElseThrow(() -> new OperationException(Kind.INVALID, "the parameter '" + name + "' is missing"));
    }

    private static Optional<String> parameter(RoutingContext ctx, String name) {
        return ctx.queryParam(name).stream().findFirst();
    }
}
