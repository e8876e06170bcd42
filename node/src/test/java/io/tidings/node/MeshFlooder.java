package io.tidings.node;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A member of the mesh that answers its followers with anything but good content, each time with something else. */
final class MeshFlooder {
    /** These have a good object in them, which would rightly be taken. */
    private static final Set<String> WITH_OBJECTS =
            Set.of("more without next", "the same next for ever", "a next that is an object", "a page that breaks off");

    private MeshFlooder() {}

    /** @param as whose key and port it has; does not run itself */
    static HttpServer start(Vertx vertx, TestNode as, Random random) {
        Map<String, Handler<HttpServerRequest>> known = new PeerLies(new Feed(1)).all();
        List<Handler<HttpServerRequest>> lies = new ArrayList<>();
        known.forEach((name, lie) -> {
            if (!WITH_OBJECTS.contains(name)) {
                lies.add(lie);
            }
        });
        lies.add(request -> PeerLies.page(request, garbage(random)));
        return vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(KeyCertOptions.wrap(as.identity.keyManager())))
                .requestHandler(request -> {
                    if (request.path().endsWith("/objects/")) {
                        lies.get(random.nextInt(lies.size())).handle(request);
                    } else {
                        request.response().setStatusCode(404).end();
                    }
                })
                .listen(as.peerRoot().getPort(), "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** A page full of what is no STIX object, or a faulty one. */
    private static String garbage(Random random) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(
                    switch (random.nextInt(5)) {
                        case 0 -> "null";
                        case 1 -> "[[[" + random.nextLong() + "]]]";
                        case 2 -> "{\"type\":\"indicator\",\"id\":\"indicator--" + random.nextInt() + "\"}";
                        case 3 -> "{\"id\":\"x\",\"id\":\"y\"}";
                        default ->
                            MixedLoad.object(new Feed(random.nextLong()).id())
                                    .replace("\"pattern_type\"", "\"no_pattern_type\"");
                    });
        }
        return "{\"objects\":[" + String.join(",", all) + "]}";
    }
}
