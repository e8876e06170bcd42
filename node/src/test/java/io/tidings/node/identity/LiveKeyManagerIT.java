package io.tidings.node.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.PeerTrust;
import io.tidings.node.agreement.Refusals;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The node's own key at both ends of real handshakes. */
class LiveKeyManagerIT {
    private static final CertificateSubject SUBJECT =
            new CertificateSubject("Bank A", Set.of(), CertificateSubject.TWO_YEARS);

    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @CsvSource({
        "ECDSA_P256, TLSv1.2",
        "ECDSA_P256, TLSv1.3",
        "RSA_3072, TLSv1.2",
        "RSA_3072, TLSv1.3",
        "ED25519, TLSv1.3"
    })
    void aNodeOfEachKindOfKeyIsBothEndsOfAMutualHandshake(KeyKind kind, String protocol) throws Exception {
        NodeIdentity identity = identity(kind);
        try (SSLServerSocket server = listen(context(identity))) {
            assertThat(presented(server, context(identity), protocol)).isEqualTo(identity.certificate());
        }
    }

    @Test
    void aRenewedCertificateIsPresentedByTheSameListener() throws Exception {
        NodeIdentity identity = identity(KeyKind.ECDSA_P256);
        SSLContext context = context(identity);
        try (SSLServerSocket server = listen(context)) {
            assertThat(presented(server, context, "TLSv1.3")).isEqualTo(identity.certificate());
            identity.renew(SUBJECT, clock, random);
            assertThat(presented(server, context(identity), "TLSv1.3")).isEqualTo(identity.certificate());
        }
    }

    private static SSLServerSocket listen(SSLContext context) throws Exception {
        var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        server.setSoTimeout(20_000);
        return server;
    }

    private static Certificate presented(SSLServerSocket server, SSLContext caller, String protocol) throws Exception {
        CompletableFuture<Integer> received = CompletableFuture.supplyAsync(() -> {
            try (var socket = (SSLSocket) server.accept()) {
                return socket.getInputStream().read();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try (var socket =
                (SSLSocket) caller.getSocketFactory().createSocket(server.getInetAddress(), server.getLocalPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.getOutputStream().write(42);
            assertThat(received.join()).isEqualTo(42);
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    // Trusts its own key, whatever certificate it is in.
    private SSLContext context(NodeIdentity identity) throws Exception {
        var peer = new Peer(
                "self",
                new Organisation("Bank A", Optional.empty(), Optional.empty(), List.of()),
                Set.of(Fingerprint.ofKey(identity.certificate()).pin()),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "");
        var book = new AgreementBook(List.of(peer), List.of(), "");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {identity.keyManager()},
                new TrustManager[] {PeerTrust.anyPeer(() -> book, clock, new Refusals(clock))},
                random);
        return context;
    }

    private NodeIdentity identity(KeyKind kind) throws Exception {
        return NodeIdentity.create(
                directory.resolve("keystore.p12"), new Secret("password"), kind, SUBJECT, clock, random);
    }
}
