package io.tidings.taxii.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.TaxiiClientOptions;
import io.tidings.taxii.client.failure.BrokenReplyException;
import io.tidings.taxii.client.failure.MalformedReplyException;
import io.tidings.taxii.client.failure.NoAnswerException;
import io.tidings.taxii.client.failure.NoAnswerException.Stage;
import io.tidings.taxii.client.failure.ReplyTooLargeException;
import io.tidings.taxii.client.failure.UnreachableException;
import io.tidings.taxii.client.failure.WrongMediaTypeException;
import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.follow.FollowOptions;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.testing.FakeServer;
import io.tidings.taxii.client.testing.TestObjects;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileServerIT {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/taxii+json;version=2.1\r\n";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<String> stored = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private void follow(FakeServer server, UnaryOperator<TaxiiClientOptions> change) throws IOException {
        opened.add(server);
        TaxiiClientOptions options =
                server.options().withRetries(RetryPolicy.none()).withTimeouts(new Timeouts(LONG, LONG, LONG, LONG));
        try (TaxiiClient client = new TaxiiClient(server.vertx(), change.apply(options))) {
            client.follower(server.collection(), ObjectsQuery.everything(), FollowOptions.standard())
                    .follow(
                            Cursor.start(),
                            (batch, after) -> batch.objects()
                                    .forEach(object -> stored.add(object.id().value())));
        }
    }

    private void follow(FakeServer server) throws IOException {
        follow(server, options -> options);
    }

    private static FakeServer body(Buffer body) {
        return FakeServer.http((request, asked) -> FakeServer.json(request, body));
    }

    @Test
    void anEndlessReplyIsCutAtTheBound() {
        FakeServer server = FakeServer.http((request, asked) -> {
            request.response().putHeader("content-type", FakeServer.TAXII).setChunked(true);
            request.response().write("{\"objects\":[");
            pour(request, Buffer.buffer((TestObjects.indicator(1) + ",").repeat(500)));
        });
        assertThatThrownBy(() -> follow(server, o -> o.withReplyBounds(new ReplyBounds(64L << 20, 1 << 20))))
                .isInstanceOfSatisfying(
                        ReplyTooLargeException.class,
                        failure -> assertThat(failure.maxBytes()).isEqualTo(64L << 20));
    }

    private static void pour(HttpServerRequest request, Buffer piece) {
        while (!request.response().closed() && !request.response().writeQueueFull()) {
            request.response().write(piece);
        }
        request.response().drainHandler(v -> pour(request, piece));
    }

    @Test
    void anAnnouncedGigabyteIsRefusedBeforeItIsRead() {
        FakeServer server = FakeServer.raw(socket -> socket.write(HEAD + "Content-Length: 1073741824\r\n\r\n{"));
        assertThatThrownBy(() -> follow(server)).isInstanceOf(ReplyTooLargeException.class);
    }

    @Test
    void aGzipBombIsCutAtTheBound() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("{\"x\":[".getBytes(StandardCharsets.UTF_8));
            byte[] ones = "1,".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 50; i++) {
                gzip.write(ones);
            }
        }
        FakeServer server = gzip(Buffer.buffer(bomb.toByteArray()));
        assertThat(bomb.size()).isLessThan(1 << 20);
        assertThatThrownBy(() -> follow(server, o -> o.withReplyBounds(new ReplyBounds(10 << 20, 1 << 20))))
                .isInstanceOf(ReplyTooLargeException.class);
    }

    @Test
    void gzipIsAskedForAndRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("{\"objects\":[" + TestObjects.indicator(1) + "]}").getBytes(StandardCharsets.UTF_8));
        }
        FakeServer server = gzip(Buffer.buffer(bytes.toByteArray()));
        follow(server);
        assertThat(stored).containsExactly(TestObjects.id(1));
        assertThat(server.asked().get(0).header("accept-encoding")).isEqualTo("gzip");
    }

    @Test
    void gzipThatIsNoneOrBreaksOffIsMalformed() {
        assertThatThrownBy(() -> follow(gzip(Buffer.buffer("{}")))).isInstanceOf(MalformedReplyException.class);
        assertThatThrownBy(() -> follow(gzip(Buffer.buffer(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1}))))
                .isInstanceOf(MalformedReplyException.class);
    }

    private static FakeServer gzip(Buffer body) {
        return FakeServer.http((request, asked) -> {
            request.response().putHeader("content-encoding", "gzip");
            FakeServer.json(request, body);
        });
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        FakeServer server = FakeServer.raw(socket -> {});
        assertThatThrownBy(() -> follow(server, o -> o.withTimeouts(new Timeouts(LONG, SHORT, LONG, LONG))))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        failure -> assertThat(failure.stage()).isEqualTo(Stage.FIRST_BYTE));
    }

    @Test
    void aReplyThatStallsAfterItsHeadersIsGivenUp() {
        FakeServer server = FakeServer.raw(socket -> socket.write(HEAD + "Content-Length: 100\r\n\r\n{"));
        assertThatThrownBy(() -> follow(server, o -> o.withTimeouts(new Timeouts(LONG, LONG, SHORT, LONG))))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        failure -> assertThat(failure.stage()).isEqualTo(Stage.IDLE));
    }

    @Test
    void aReplyThatDripsIsGivenUpAfterTheWholeTime() {
        FakeServer server = FakeServer.raw(this::drip);
        assertThatThrownBy(() -> follow(server, o -> o.withTimeouts(new Timeouts(LONG, LONG, LONG, SHORT))))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        failure -> assertThat(failure.stage()).isEqualTo(Stage.WHOLE));
    }

    private void drip(NetSocket socket) {
        socket.write(HEAD + "Content-Length: 1000000\r\n\r\n{");
        io.vertx.core.Vertx.currentContext().owner().setPeriodic(20, id -> socket.write(" "));
    }

    @Test
    void aReplyThatClosesInItsMidstIsBroken() {
        FakeServer server = FakeServer.raw(socket -> socket.end(
                Buffer.buffer(HEAD + "Content-Length: 1000\r\n\r\n{\"objects\":[" + TestObjects.indicator(1))));
        assertThatThrownBy(() -> follow(server)).isInstanceOf(BrokenReplyException.class);
        assertThat(stored).isEmpty();
    }

    @Test
    void aLengthThatIsTooShortMakesTheReplyMalformed() {
        String json = "{\"objects\":[" + TestObjects.indicator(1) + "]}";
        FakeServer server =
                FakeServer.raw(socket -> socket.end(Buffer.buffer(HEAD + "Content-Length: 30\r\n\r\n" + json)));
        assertThatThrownBy(() -> follow(server)).isInstanceOf(MalformedReplyException.class);
        assertThat(stored).isEmpty();
    }

    @Test
    void whatIsNoHttpIsBroken() {
        FakeServer server = FakeServer.raw(socket -> socket.end(Buffer.buffer("SSH-2.0-OpenSSH\r\n\r\n")));
        assertThatThrownBy(() -> follow(server)).isInstanceOf(BrokenReplyException.class);
    }

    @Test
    void aBodyWithAnotherCharsetOfBytesIsMalformed() {
        Buffer body = Buffer.buffer("{\"objects\":[{\"type\":\"x-")
                .appendByte((byte) 0xff)
                .appendByte((byte) 0xfe)
                .appendString("\"}]}");
        assertThatThrownBy(() -> follow(body(body))).isInstanceOf(MalformedReplyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"objects\":{}}",
                "{\"objects\":[}",
                "{\"more\":false,\"more\":false}",
                "{\"x\":NaN}",
                "{} {}",
                "<html></html>",
            })
    void whatIsNoEnvelopeIsMalformed(String body) {
        assertThatThrownBy(() -> follow(body(Buffer.buffer(body)))).isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void aHundredThousandLevelsAreMalformed() {
        String deep = "{\"objects\":[{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]}";
        assertThatThrownBy(() -> follow(body(Buffer.buffer(deep))))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("beyond a bound");
    }

    @Test
    void aLoginPageIsNamedForWhatItIs() {
        FakeServer server = FakeServer.http((request, asked) ->
                request.response().putHeader("content-type", "text/html").end("<html>log in</html>"));
        assertThatThrownBy(() -> follow(server))
                .isInstanceOf(WrongMediaTypeException.class)
                .hasMessageContaining("text/html");
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        FakeServer server = FakeServer.raw(socket -> {});
        server.close();
        FakeServer other = FakeServer.raw(socket -> {});
        opened.add(other);
        TaxiiClientOptions options = TaxiiClientOptions.of(
                        server.url(), other.options().environment())
                .withRetries(RetryPolicy.none());
        try (TaxiiClient client = new TaxiiClient(other.vertx(), options)) {
            assertThatThrownBy(client::discovery).isInstanceOf(UnreachableException.class);
        }
    }

    @Test
    void faultyObjectsAreHandedOverAsSuchBesideTheGoodOnes() throws IOException {
        FakeServer server = body(Buffer.buffer(
                "{\"objects\":[1,{\"id\":\"nonsense\"}," + TestObjects.indicator(3) + "],\"x_custom\":{\"a\":[1]}}"));
        opened.add(server);
        List<String> reasons = new ArrayList<>();
        try (TaxiiClient client = new TaxiiClient(server.vertx(), server.options())) {
            client.follower(server.collection(), ObjectsQuery.everything(), FollowOptions.standard())
                    .follow(Cursor.start(), (batch, after) -> {
                        batch.faulty().forEach(faulty -> reasons.add(faulty.reason()));
                        batch.objects().forEach(object -> stored.add(object.id().value()));
                    });
        }
        assertThat(reasons).hasSize(2);
        assertThat(stored).containsExactly(TestObjects.id(3));
    }
}
