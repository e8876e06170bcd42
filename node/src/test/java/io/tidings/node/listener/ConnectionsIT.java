package io.tidings.node.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsIT {
    private static final int MOST = 6;
    private static final String REQUEST = "GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final Connections.Places places = new Connections.Places(MOST);
    private final Connections connections = new Connections(places);
    private final AtomicReference<Context> context = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        router.route().handler(connections::asked);
        router.get("/quick").handler(ctx -> ctx.response().end("quick"));
        router.get("/slow").handler(ctx -> ctx.response().setChunked(true).write("never ends"));
        server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connection -> {
                    context.set(Vertx.currentContext());
                    connections.opened(connection);
                })
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Many looks, where the listener takes them. */
    private void look(int times) {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        context.get().runOnContext(run -> {
            for (int i = 0; i < times; i++) {
                connections.look();
            }
            looked.complete(null);
        });
        looked.join();
    }

    @Test
    void oneThatDripsAHeaderIsClosedThoughItIsNeverIdle() throws Exception {
        try (Socket dripping = connect()) {
            for (char each : "GET /quick HTTP/1.1\r\nX-Slow: ".toCharArray()) {
                send(dripping, String.valueOf(each));
            }
            await().until(() -> places.open() == 1);
            look(Connections.LOOKS_BEFORE_THE_FIRST);
            assertThat(places.open()).isEqualTo(1);
            look(1);
            assertThat(isClosed(dripping)).isTrue();
            await().until(() -> places.open() == 0);
        }
    }

    @Test
    void oneThatAskedMayRestLongerAndOneThatIsAnsweredAsLongAsThatTakes() throws Exception {
        try (Socket resting = connect();
                Socket listening = connect()) {
            send(resting, REQUEST);
            assertThat(resting.getInputStream().read()).isEqualTo('H');
            send(listening, REQUEST.replace("quick", "slow"));
            assertThat(listening.getInputStream().read()).isEqualTo('H');
            look(Connections.LOOKS_BETWEEN_REQUESTS);
            assertThat(places.open()).isEqualTo(2);
            look(1);
            await().until(() -> places.open() == 1);
            look(1_000);
            assertThat(places.open()).as("the one still being answered").isEqualTo(1);
        }
    }

    @Test
    void moreThanOneMayHaveAreClosedAndTheOthersGoOn() throws Exception {
        try (Socket one = connect();
                Socket two = connect();
                Socket three = connect()) {
            for (Socket each : new Socket[] {one, two, three}) {
                send(each, REQUEST.substring(0, 10));
            }
            await().until(() -> places.open() == MOST / 2);
            try (Socket tooMany = connect()) {
                send(tooMany, REQUEST);
                assertThat(isClosed(tooMany)).isTrue();
            }
            for (Socket each : new Socket[] {one, two, three}) {
                send(each, REQUEST.substring(10));
                assertThat(each.getInputStream().read()).isEqualTo('H');
            }
        }
        await().until(() -> places.open() == 0);
        try (Socket again = connect()) {
            send(again, REQUEST);
            assertThat(again.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void whoHasMostLeavesSomeToOthersAndTogetherTheyHaveNoMoreThanThereAre() {
        int hoarded = 0;
        while (places.take("hoarder")) {
            hoarded++;
        }
        assertThat(hoarded).isEqualTo(MOST / 2);
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isTrue();
        assertThat(places.take("d")).as("all are taken").isFalse();
        places.giveBack("hoarder");
        assertThat(places.take("hoarder")).as("while others have none").isFalse();
        assertThat(places.take("d")).isTrue();
        assertThat(places.open()).isEqualTo(MOST);
    }
}
