package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate put into the keystore of a running node. */
class CertificateReloadIT {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory, "Bank A").start();
        node.addCollection("indicators");
        node.addClient("tip", "a password", List.of(TestNode.read("indicators", Tlp.RED)), List.of(), List.of());
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isShownToNewConnectionsWhileAnOpenOneGoesOn() throws Exception {
        try (SSLSocket open = connect()) {
            Certificate before = shown(open);
            assertThat(statusOf(open)).startsWith("HTTP/1.1 401");

            SecureRandom random = new SecureRandom();
            NodeIdentity.open(node.home.keystore(), new Secrets(node.home.secrets(), random).keystorePassword())
                    .renew(new CertificateSubject("Bank A", Set.of(), Duration.ofDays(30)), Clock.systemUTC(), random);

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (SSLSocket next = connect()) {
                    return !shown(next).equals(before);
                }
            });
            assertThat(statusOf(open)).startsWith("HTTP/1.1 401");
            assertThat(shown(open)).isEqualTo(before);
        }
    }

    private static Certificate shown(SSLSocket socket) throws Exception {
        return socket.getSession().getPeerCertificates()[0];
    }

    /** Without credentials: any answer shows that the connection lives. */
    private static String statusOf(SSLSocket socket) throws Exception {
        socket.getOutputStream()
                .write("HEAD /taxii2/ HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the connection was closed").isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private SSLSocket connect() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new AnyServer()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket("localhost", node.clientRoot().getPort());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }
}
