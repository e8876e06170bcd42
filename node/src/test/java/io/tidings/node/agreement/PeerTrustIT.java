package io.tidings.node.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes on loopback: bank A listens, somebody connects. */
class PeerTrustIT {
    // Certificates of these tests are dated by the machine's clock, which the TLS engine may look at too.
    private final Clock clock = Clock.systemUTC();
    private final Refusals refusals = new Refusals(clock);
    private final TestCertificates.Pair bankA = TestCertificates.valid("bank-a", clock.instant());
    private final TestCertificates.Pair bankB = TestCertificates.valid("bank-b", clock.instant());
    private final AtomicReference<AgreementBook> ofA =
            new AtomicReference<>(Books.peers(Books.pinned("bank-b", bankB.pin())));
    private final AtomicReference<AgreementBook> ofB =
            new AtomicReference<>(Books.peers(Books.pinned("bank-a", bankA.pin())));

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void twoPeersWhoPinnedEachOtherConnect(String protocol) throws Exception {
        assertThat(connects(protocol, bankB)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anUnknownCertificateIsRefusedInTheHandshake(String protocol) throws Exception {
        assertThat(connects(protocol, TestCertificates.valid("bank-b", clock.instant())))
                .isFalse();
        assertThat(refusals.counts()).containsEntry(Refusal.UNKNOWN_CERTIFICATE, 1L);
    }

    @Test
    void anExpiredCertificateIsRefusedInTheHandshakeThoughItIsPinned() throws Exception {
        var expired =
                TestCertificates.selfSigned("bank-b", daysFromNow(-9), daysFromNow(-1), TestCertificates.BOTH_ENDS);
        ofA.set(Books.peers(Books.pinned("bank-b", expired.pin())));
        assertThat(connects("TLSv1.3", expired)).isFalse();
        assertThat(refusals.counts()).containsEntry(Refusal.CERTIFICATE_EXPIRED, 1L);
    }

    @Test
    void aCertificateThatIsNotYetValidIsRefusedInTheHandshake() throws Exception {
        var early = TestCertificates.selfSigned("bank-b", daysFromNow(1), daysFromNow(9), TestCertificates.BOTH_ENDS);
        ofA.set(Books.peers(Books.pinned("bank-b", early.keyPin())));
        assertThat(connects("TLSv1.3", early)).isFalse();
        assertThat(refusals.counts()).containsEntry(Refusal.CERTIFICATE_NOT_YET_VALID, 1L);
    }

    @Test
    void aCertificateForServersOnlyIsRefusedFromAClient() throws Exception {
        var server =
                TestCertificates.selfSigned("bank-b", daysFromNow(-1), daysFromNow(1), KeyPurposeId.id_kp_serverAuth);
        ofA.set(Books.peers(Books.pinned("bank-b", server.pin())));
        assertThat(connects("TLSv1.3", server)).isFalse();
        assertThat(refusals.counts()).containsEntry(Refusal.WRONG_KEY_USAGE, 1L);
    }

    @Test
    void aRemovedAgreementEndsNewConnectionsAtOnce() throws Exception {
        assertThat(connects("TLSv1.3", bankB)).isTrue();
        ofA.set(Books.peers());
        assertThat(connects("TLSv1.3", bankB)).isFalse();
    }

    @Test
    void anAgreementThatIsOverEndsNewConnections() throws Exception {
        ofA.set(Books.peers(Books.between("bank-b", "2020-01-01", "2021-01-01", bankB.pin())));
        assertThat(connects("TLSv1.3", bankB)).isFalse();
        assertThat(refusals.counts()).containsEntry(Refusal.OUTSIDE_AGREEMENT, 1L);
    }

    @Test
    void aPinChangedWhileTheListenerRunsHoldsForTheNextHandshake() throws Exception {
        var next = TestCertificates.valid("bank-b", clock.instant());
        assertThat(connects("TLSv1.3", next)).isFalse();
        ofA.set(Books.peers(Books.pinned("bank-b", bankB.pin(), next.pin())));
        assertThat(connects("TLSv1.3", next)).isTrue();
        assertThat(connects("TLSv1.3", bankB)).isTrue();
        ofA.set(Books.peers(Books.pinned("bank-b", next.pin())));
        assertThat(connects("TLSv1.3", bankB)).isFalse();
    }

    @Test
    void aConnectionToOnePeerTrustsNoOtherPeer() throws Exception {
        var bankC = TestCertificates.valid("bank-c", clock.instant());
        ofB.set(Books.peers(Books.pinned("bank-a", bankC.pin()), Books.pinned("bank-x", bankA.pin())));
        assertThat(connects("TLSv1.3", bankB)).isFalse();
    }

    @Test
    void aClientsCertificateIsNoPeers() throws Exception {
        var client = TestCertificates.valid("misp", clock.instant());
        var hash = new PasswordHash("");
        var of = Books.client("misp", hash, hash);
        ofA.set(Books.clients(new Client(
                "misp",
                of.passwordHash(),
                of.tokenHash(),
                java.util.Set.of(client.pin()),
                of.addresses(),
                false,
                of.reads(),
                of.writes(),
                of.deletes(),
                of.requestsPerMinute(),
                of.agreement())));
        assertThat(connects("TLSv1.3", client)).isFalse();
    }

    @Test
    void theClientsListenerLetsAnyCertificateThroughToBeDecidedLater() throws Exception {
        assertThat(connects(
                        "TLSv1.3",
                        TestCertificates.valid("anybody", clock.instant()),
                        new AnyClientCertificate(),
                        trustOfB()))
                .isTrue();
    }

    @Test
    void theClientsListenersTrustIsNoTrustInServers() throws Exception {
        assertThat(connects("TLSv1.3", bankB, new AnyClientCertificate(), new AnyClientCertificate()))
                .isFalse();
    }

    private boolean connects(String protocol, TestCertificates.Pair caller) throws Exception {
        return connects(protocol, caller, PeerTrust.anyPeer(ofA::get, clock, refusals), trustOfB());
    }

    private PeerTrust trustOfB() {
        return PeerTrust.peer("bank-a", ofB::get, clock, refusals);
    }

    // Whether a byte goes there and back: under TLS 1.3 a refusal shows only after the caller's side of the handshake.
    private boolean connects(
            String protocol, TestCertificates.Pair caller, TrustManager listening, TrustManager calling)
            throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var server = (SSLServerSocket)
                context(bankA, listening).getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            server.setNeedClientAuth(true);
            server.setSoTimeout(10_000);
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> {
                try (var socket = (SSLSocket) server.accept()) {
                    socket.setSoTimeout(10_000);
                    socket.getOutputStream().write(socket.getInputStream().read());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            boolean echoed = echoes(protocol, context(caller, calling), loopback, server.getLocalPort());
            answered.exceptionally(e -> null).join();
            return echoed;
        }
    }

    private static boolean echoes(String protocol, SSLContext context, InetAddress host, int port) throws IOException {
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(host, port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(42);
            return socket.getInputStream().read() == 42;
        } catch (javax.net.ssl.SSLException | java.net.SocketException e) {
            return false;
        }
    }

    private static SSLContext context(TestCertificates.Pair own, TrustManager trust) throws Exception {
        char[] password = "test".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.key().getPrivate(), password, new Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("NewSunX509");
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {trust}, new SecureRandom());
        return context;
    }

    private java.time.Instant daysFromNow(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }
}
