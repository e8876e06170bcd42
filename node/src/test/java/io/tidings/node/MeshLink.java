package io.tidings.node;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a node and one that follows it, which can be cut. TLS goes through as it is. */
final class MeshLink implements AutoCloseable {
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final NetClient client;
    private final NetServer server;
    private final URI target;
    private volatile boolean cut;

    MeshLink(Vertx vertx, URI target) {
        this.target = target;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer()
                .connectHandler(this::join)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void join(NetSocket here) {
        if (cut) {
            here.close();
            return;
        }
        here.pause();
        client.connect(target.getPort(), target.getHost())
                .onFailure(refused -> here.close())
                .onSuccess(there -> {
                    keep(here);
                    keep(there);
                    here.pipeTo(there);
                    there.pipeTo(here);
                    if (cut) {
                        here.close();
                        there.close();
                    }
                });
    }

    private void keep(NetSocket socket) {
        open.add(socket);
        socket.closeHandler(closed -> open.remove(socket));
    }

    /** Where the far end is reached through this link. */
    URI root() {
        return URI.create("https://localhost:" + server.actualPort() + target.getPath());
    }

    /** Breaks what is connected off, in the midst of whatever it was; nobody gets through any more. */
    void cut() {
        cut = true;
        open.forEach(NetSocket::close);
    }

    void heal() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        server.close().toCompletionStage().toCompletableFuture().join();
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}
