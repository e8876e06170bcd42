package io.tidings.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The second party of the run: an HTTPS server of the same libraries and with the same key that does nothing. It takes a
 * body and forgets it, and gives the same page again and again. What it reaches is what this machine allows; the node's
 * figures are quoted as parts of it.
 */
public final class BareServer {
    private BareServer() {}

    /** Arguments: the port, a PKCS#12 keystore, the file with its password, the file with the page. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String password = Files.readString(Path.of(arguments[2])).strip();
        Buffer page = Buffer.buffer(Files.readAllBytes(Path.of(arguments[3])));
        var options = new HttpServerOptions()
                .setSsl(true)
                .setHost("127.0.0.1")
                .setPort(port)
                .setKeyCertOptions(new PfxOptions().setPath(arguments[1]).setPassword(password));
        Vertx.vertx()
                .createHttpServer(options)
                .requestHandler(request -> {
                    if (request.method().name().equals("POST")) {
                        request.handler(piece -> {});
                        request.endHandler(
                                end -> request.response().setStatusCode(202).end("{}"));
                    } else {
                        request.response()
                                .putHeader("Content-Type", "application/taxii+json;version=2.1")
                                .end(page);
                    }
                })
                .listen()
                .onSuccess(listening -> System.out.println("ready"))
                .onFailure(failed -> {
                    failed.printStackTrace();
                    System.exit(1);
                });
    }
}
