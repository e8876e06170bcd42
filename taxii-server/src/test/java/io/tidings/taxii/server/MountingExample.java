package io.tidings.taxii.server;

import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.cursor.CursorKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;

/** The code of the README, compiled. */
final class MountingExample {
    private MountingExample() {}

    static Future<HttpServer> serve(Vertx vertx, TaxiiBackend backend, byte[] cursorSecret, Path spool) {
        TaxiiServer taxii = TaxiiServer.create(
                vertx,
                backend,
                TaxiiServerOptions.standard(CursorKey.of(cursorSecret), spool)
                        .withPublicBaseUrl(URI.create("https://cti.example.org")));
        Router router = Router.router(vertx);
        router.get("/health").handler(ctx -> ctx.response().end("ok")); // a program's own paths come first
        taxii.mount(router);
        return vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(64 * 1024) // the default of 4 KiB is short for lists of ids
                        .setCompressionSupported(true))
                .requestHandler(router)
                .listen(8080);
    }
}
