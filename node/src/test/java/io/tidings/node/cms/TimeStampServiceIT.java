package io.tidings.node.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time stamps from an authority over HTTP: one that does as it should, and others. */
class TimeStampServiceIT {
    private static final byte[] CONTENT = "abc  manifest.json\n".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final int OK = 200;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private SigningKey signer;
    private TestAuthority authority;

    /** What the server makes of a question. */
    @FunctionalInterface
    private interface Answer {
        byte[] to(byte[] question) throws Exception;
    }

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        signer = TestCertificates.of("Bank A").make();
        authority = new TestAuthority(TestAuthority.key("EC"), NOW);
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void anAnswerToTheVeryQuestionStandsBesideTheSignature() throws Exception {
        answering(authority::answer);
        CheckedSignature checked = new SignatureCheck().check(CONTENT, sign());
        assertThat(checked.stamp()).map(CheckedSignature.Stamped::at).contains(NOW);
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() {
        answering(authority::answerToAnother);
        assertRefused("nonce");
        answering(authority::answerAboutAnother);
        assertRefused("no answer as RFC 3161 says");
    }

    @Test
    void anAuthorityWhoseCertificateExpiredOrIsForOthersIsRefused() throws Exception {
        SigningKey expired = TestCertificates.of("TSA")
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
                .usage(KeyUsage.digitalSignature, KeyPurposeId.id_kp_timeStamping)
                .make();
        answering(new TestAuthority(expired, NOW)::answer);
        assertRefused("of no use");
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        answering(question -> "<html>a portal</html>".getBytes(StandardCharsets.US_ASCII));
        assertRefused("no answer as RFC 3161 says");
        answering(question -> new byte[0]);
        assertRefused("no answer as RFC 3161 says");
        answering(question -> new byte[1 << 20]);
        assertRefused("longer than");
    }

    @Test
    void aStatusThatSaysNoIsTold() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        assertRefused("503");
    }

    @Test
    void whoeverDoesNotAnswerIsNotWaitedForLong() {
        server.createContext("/", exchange -> hang());
        assertRefused("within 0 seconds");
    }

    @Test
    void whoeverStopsInTheMidstOfAnAnswerIsNotWaitedForLong() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(OK, 5_000);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
            hang();
        });
        assertRefused("within 0 seconds");
    }

    @Test
    void whereNobodyListensIsTold() {
        URI nowhere = url();
        server.stop(0);
        assertThatThrownBy(() -> sign(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("tidings package stamp");
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answering(Answer answer) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException none) {
            // the first one
        }
        server.createContext("/", exchange -> reply(exchange, answer));
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        try {
            byte[] reply = answer.to(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(OK, reply.length == 0 ? -1 : reply.length);
            exchange.getResponseBody().write(reply);
        } catch (IOException gone) {
            throw gone;
        } catch (Exception failed) {
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
        }
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::sign).isInstanceOf(IOException.class).hasMessageContaining(why);
    }

    private byte[] sign() throws IOException {
        return sign(url());
    }

    private byte[] sign(URI url) throws IOException {
        var service = new TimeStampService(url, new SecureRandom(), Duration.ofMillis(700));
        return new DetachedSignature(signer, new SecureRandom()).sign(CONTENT, NOW, Optional.of(service));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
