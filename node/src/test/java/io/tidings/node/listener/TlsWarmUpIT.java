package io.tidings.node.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.KeyKind;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secret;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsWarmUpIT {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void anyKeyOfANodeCarriesDataBothWays(KeyKind kind) throws Exception {
        NodeIdentity own = identity("own", kind);
        long sent = new TlsWarmUp(own.keyManager(), own.certificate(), random).inMemory(Duration.ofMinutes(2), 16_000);
        assertThat(sent).isGreaterThanOrEqualTo(16_000);
    }

    @Test
    void aKeyThatIsNotForTheCertificateIsRefused() throws Exception {
        NodeIdentity own = identity("own", KeyKind.ECDSA_P256);
        NodeIdentity other = identity("other", KeyKind.ECDSA_P256);
        var warmUp = new TlsWarmUp(other.keyManager(), own.certificate(), random);
        assertThatThrownBy(() -> warmUp.inMemory(Duration.ofMinutes(2), 16_000)).isInstanceOf(SSLException.class);
    }

    @Test
    void itsOwnListenerIsAskedAndNoOther() throws Exception {
        NodeIdentity own = identity("own", KeyKind.ECDSA_P256);
        NodeIdentity other = identity("other", KeyKind.ECDSA_P256);
        var asked = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        try {
            var tls = new ListenerOptions.Tls(own.keyManager(), new Anyone(), false);
            Listener listener = Listener.start(
                            vertx,
                            new ListenerOptions("test", "127.0.0.1", 0, Optional.of(tls), Optional.empty()),
                            1,
                            router -> router.get("/here").handler(call -> {
                                asked.incrementAndGet();
                                call.response().setStatusCode(401).end();
                            }))
                    .await();
            var address = new InetSocketAddress("127.0.0.1", listener.port());
            new TlsWarmUp(own.keyManager(), own.certificate(), random).request(address, "/here");
            assertThat(asked).hasValue(1);
            var stranger = new TlsWarmUp(other.keyManager(), other.certificate(), random);
            assertThatThrownBy(() -> stranger.request(address, "/here")).isInstanceOf(SSLException.class);
            assertThat(asked).hasValue(1);
        } finally {
            vertx.close().await();
        }
    }

    private NodeIdentity identity(String name, KeyKind kind) throws Exception {
        return NodeIdentity.create(
                directory.resolve(name + ".p12"),
                new Secret("a test's password"),
                kind,
                new CertificateSubject(name, Set.of(), CertificateSubject.TWO_YEARS),
                Clock.systemUTC(),
                random);
    }

    /** The listener's own decision on clients is not what is tested here. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("a listener meets no server");
        }

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
