package io.tidings.taxii.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.failure.NoAnswerException;
import io.tidings.taxii.client.failure.TaxiiClientException;
import io.tidings.taxii.client.failure.UntrustedServerException;
import io.tidings.taxii.client.http.RetryPolicy;
import io.tidings.taxii.client.http.Timeouts;
import io.tidings.taxii.client.testing.FakeServer;
import io.tidings.taxii.client.testing.TestCertificates;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsIT {
    private final TestCertificates mine = TestCertificates.selfSigned("client");
    private final List<String> clients = new ArrayList<>();
    private FakeServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private FakeServer serve(TestCertificates certificate, ClientAuth clientAuth, X509Certificate... accepted)
            throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(certificate.serverOptions())
                .setClientAuth(clientAuth);
        if (clientAuth != ClientAuth.NONE) {
            options.setTrustOptions(TrustOptions.wrap(new AcceptOnly(List.of(accepted))));
        }
        server = FakeServer.http(options, (request, asked) -> {
            clients.add(clientOf(request));
            FakeServer.json(request, "{\"title\":\"hello\"}");
        });
        return server;
    }

    private static String clientOf(io.vertx.core.http.HttpServerRequest request) {
        try {
            return ((X509Certificate) request.connection().peerCertificates().get(0))
                    .getSubjectX500Principal()
                    .getName();
        } catch (SSLPeerUnverifiedException none) {
            return "nobody";
        }
    }

    private String ask(ServerTrust trust, Optional<ClientIdentity> identity) throws Exception {
        try (TaxiiClient client = client(trust, identity)) {
            return client.discovery().title();
        }
    }

    private TaxiiClient client(ServerTrust trust, Optional<ClientIdentity> identity) {
        return new TaxiiClient(
                server.vertx(),
                server.options().withRetries(RetryPolicy.none()).withTls(new TlsOptions(trust, () -> identity)));
    }

    @Test
    void aPinnedCertificateIsAcceptedWhateverItsIssuer() throws Exception {
        TestCertificates theirs = TestCertificates.selfSigned("someone-else");
        serve(theirs, ClientAuth.NONE);
        assertThat(ask(pins(Fingerprint.ofCertificate(theirs.certificate())), Optional.empty()))
                .isEqualTo("hello");
        assertThat(ask(pins(Fingerprint.ofPublicKey(theirs.certificate())), Optional.empty()))
                .isEqualTo("hello");
        assertThat(server.asked().get(0).httpVersion()).isEqualTo("HTTP_2");
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRefusedAndNamed() throws Exception {
        TestCertificates theirs = TestCertificates.selfSigned("localhost");
        serve(theirs, ClientAuth.NONE);
        assertThatThrownBy(() -> ask(pins(Fingerprint.ofCertificate(mine.certificate())), Optional.empty()))
                .isInstanceOf(UntrustedServerException.class)
                .hasMessageContaining(Fingerprint.ofCertificate(theirs.certificate()));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aPinAddedWhileRunningTakesEffectAtOnce() throws Exception {
        TestCertificates theirs = TestCertificates.selfSigned("localhost");
        serve(theirs, ClientAuth.NONE);
        AtomicReference<Set<String>> pins = new AtomicReference<>(Set.of());
        try (TaxiiClient client = client(ServerTrust.pinned(pins::get), Optional.empty())) {
            assertThatThrownBy(client::discovery).isInstanceOf(UntrustedServerException.class);
            pins.set(Set.of(Fingerprint.ofCertificate(theirs.certificate())));
            assertThat(client.discovery().title()).isEqualTo("hello");
        }
    }

    @Test
    void anExpiredPinnedCertificateIsRefused() throws Exception {
        Instant now = Instant.now();
        TestCertificates theirs =
                TestCertificates.selfSigned("localhost", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));
        serve(theirs, ClientAuth.NONE);
        assertThatThrownBy(() -> ask(pins(Fingerprint.ofCertificate(theirs.certificate())), Optional.empty()))
                .isInstanceOf(UntrustedServerException.class)
                .hasMessageContaining("NotAfter");
    }

    @Test
    void withAnAuthorityTheHostNameMustFit() throws Exception {
        TestCertificates authority = TestCertificates.selfSigned("authority");
        serve(authority.issue("server"), ClientAuth.NONE);
        ServerTrust trust = ServerTrust.authorities(List.of(authority.certificate()));
        assertThat(ask(trust, Optional.empty())).isEqualTo("hello");
        var elsewhere = new TaxiiClient(
                server.vertx(),
                io.tidings.taxii.client.TaxiiClientOptions.of(
                                java.net.URI.create(
                                        "https://127.0.0.1:" + server.url().getPort() + "/taxii2/"),
                                server.options().environment())
                        .withRetries(RetryPolicy.none())
                        .withTls(new TlsOptions(trust, Optional::empty)));
        try (elsewhere) {
            assertThatThrownBy(elsewhere::discovery).isInstanceOf(UntrustedServerException.class);
        }
    }

    @Test
    void theRuntimesAuthoritiesDoNotTrustJustAnyone() throws Exception {
        serve(TestCertificates.selfSigned("localhost"), ClientAuth.NONE);
        assertThatThrownBy(() -> ask(ServerTrust.system(), Optional.empty()))
                .isInstanceOf(UntrustedServerException.class);
    }

    @Test
    void theClientShowsItsCertificateAndIsRefusedWithAnother() throws Exception {
        TestCertificates theirs = TestCertificates.selfSigned("localhost");
        serve(theirs, ClientAuth.REQUIRED, mine.certificate());
        ServerTrust trust = pins(Fingerprint.ofCertificate(theirs.certificate()));
        assertThat(ask(trust, Optional.of(mine.identity()))).isEqualTo("hello");
        assertThat(clients).containsExactly("CN=client");
        TestCertificates stranger = TestCertificates.selfSigned("stranger");
        // Whether the alert or the end of the connection is seen first is for the network to decide.
        assertThatThrownBy(() -> ask(trust, Optional.of(stranger.identity())))
                .isInstanceOf(TaxiiClientException.class)
                .hasMessageContaining("certificate");
        assertThatThrownBy(() -> ask(trust, Optional.empty()))
                .isInstanceOf(TaxiiClientException.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void foreignHostsAreNotShownTheClientsCertificate() throws Exception {
        TestCertificates theirs = TestCertificates.selfSigned("localhost");
        serve(theirs, ClientAuth.REQUEST, mine.certificate());
        ServerTrust trust = pins(Fingerprint.ofCertificate(theirs.certificate()));
        try (TaxiiClient client = client(trust, Optional.of(mine.identity()))) {
            client.apiRoot(new io.tidings.taxii.client.url.ApiRootUrl(
                    java.net.URI.create("https://127.0.0.1:" + server.url().getPort() + "/api1/")));
            client.apiRoot(server.root());
        }
        assertThat(clients).containsExactly("nobody", "CN=client");
    }

    @Test
    void aHandshakeThatStallsIsNoAnswerAndOneThatBreaksOffMayPass() {
        Duration limit = Duration.ofMillis(400);
        server = FakeServer.raw(socket -> {});
        try (TaxiiClient client = tlsClientOfAPlainServer(limit)) {
            assertThatThrownBy(client::discovery)
                    .isInstanceOfSatisfying(
                            NoAnswerException.class,
                            failure -> assertThat(failure.stage()).isEqualTo(NoAnswerException.Stage.CONNECT));
        }
        server.close();
        server = FakeServer.closing();
        try (TaxiiClient client = tlsClientOfAPlainServer(Duration.ofSeconds(10))) {
            assertThatThrownBy(client::discovery)
                    .isInstanceOfSatisfying(
                            TaxiiClientException.class,
                            failure -> assertThat(failure.mayPass()).isTrue());
        }
    }

    private TaxiiClient tlsClientOfAPlainServer(Duration connect) {
        Duration patience = Duration.ofSeconds(10);
        return new TaxiiClient(
                server.vertx(),
                io.tidings.taxii.client.TaxiiClientOptions.of(
                                java.net.URI.create(
                                        "https://localhost:" + server.url().getPort() + "/taxii2/"),
                                server.options().environment())
                        .withTimeouts(new Timeouts(connect, patience, patience, patience))
                        .withRetries(RetryPolicy.none()));
    }

    private static ServerTrust pins(String pin) {
        return ServerTrust.pinned(() -> Set.of(pin));
    }

    /** The server's side: these client certificates and no other. */
    private static final class AcceptOnly extends javax.net.ssl.X509ExtendedTrustManager {
        private final List<X509Certificate> accepted;

        AcceptOnly(List<X509Certificate> accepted) {
            this.accepted = accepted;
        }

        private void check(X509Certificate[] chain) throws java.security.cert.CertificateException {
            if (!accepted.contains(chain[0])) {
                throw new java.security.cert.CertificateException("a stranger");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, java.net.Socket socket)
                throws java.security.cert.CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine)
                throws java.security.cert.CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType)
                throws java.security.cert.CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
