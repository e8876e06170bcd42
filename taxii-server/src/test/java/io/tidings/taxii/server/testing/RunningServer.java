package io.tidings.taxii.server.testing;

import io.tidings.taxii.server.TaxiiServer;
import io.tidings.taxii.server.TaxiiServerOptions;
import io.tidings.taxii.server.cursor.CursorKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A TAXII server on a free port of loopback, until closed. */
public final class RunningServer implements AutoCloseable {
    private final Vertx vertx;
    private final TaxiiServer taxii;
    private final HttpServer http;
    private final Path spool;

    private RunningServer(Vertx vertx, TaxiiServer taxii, HttpServer http, Path spool) {
        this.vertx = vertx;
        this.taxii = taxii;
        this.http = http;
        this.spool = spool;
    }

    public static RunningServer start(MemoryBackend backend) {
        return start(backend, options -> options);
    }

    public static RunningServer start(MemoryBackend backend, UnaryOperator<TaxiiServerOptions> changes) {
        return start(backend, changes, listener());
    }

    public static HttpServerOptions listener() {
        return new HttpServerOptions().setHost("127.0.0.1").setPort(0).setMaxInitialLineLength(64 * 1024);
    }

    public static RunningServer start(
            MemoryBackend backend, UnaryOperator<TaxiiServerOptions> changes, HttpServerOptions listener) {
        try {
            Vertx vertx = Vertx.vertx();
            Path spool = Files.createTempDirectory("taxii-test");
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) 7);
            TaxiiServerOptions options = changes.apply(TaxiiServerOptions.standard(CursorKey.of(key), spool));
            TaxiiServer taxii = TaxiiServer.create(vertx, backend, options);
            Router router = Router.router(vertx);
            taxii.mount(router);
            HttpServer http = vertx.createHttpServer(listener)
                    .requestHandler(router)
                    .listen()
                    .await(10, TimeUnit.SECONDS);
            return new RunningServer(vertx, taxii, http, spool);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return http.actualPort();
    }

    public TaxiiServer taxii() {
        return taxii;
    }

    public Path spool() {
        return spool;
    }

    /** As {@code analyst}. */
    public Client client() {
        return Client.to("http://127.0.0.1:" + port()).as("analyst", "example-only");
    }

    @Override
    public void close() {
        try {
            http.close().await(10, TimeUnit.SECONDS);
            taxii.close().await(10, TimeUnit.SECONDS);
            vertx.close().await(10, TimeUnit.SECONDS);
            Files.delete(spool);
        } catch (IOException e) {
            throw new UncheckedIOException("the spool directory is not empty", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
