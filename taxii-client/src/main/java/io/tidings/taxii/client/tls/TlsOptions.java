package io.tidings.taxii.client.tls;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.TrustManagerFactory;

/**
 * The client's side of TLS.
 *
 * @param identity asked for at each handshake; empty for none. Goes only to hosts that may have credentials
 */
public record TlsOptions(ServerTrust trust, Supplier<Optional<ClientIdentity>> identity) {
    // T-185: of TLS 1.2 only suites with forward secrecy and authenticated encryption.
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** Trust in the runtime's authorities, and no client certificate. */
    public static TlsOptions standard() {
        return new TlsOptions(ServerTrust.system(), Optional::empty);
    }

    /** Puts trust, suites, HTTP/2 by ALPN and, with {@code withIdentity}, the client certificate into {@code options}. */
    public void applyTo(HttpClientOptions options, Clock clock, boolean withIdentity) {
        options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
        SUITES.forEach(options::addEnabledCipherSuite);
        if (withIdentity) {
            options.setKeyCertOptions(KeyCertOptions.wrap(new IdentityKeyManager(identity)));
        }
        if (trust instanceof ServerTrust.Pinned pinned) {
            // The pin says who it is; the name in the certificate then says nothing more.
            options.setVerifyHost(false)
                    .setTrustOptions(TrustOptions.wrap(new PinnedTrustManager(pinned.pins(), clock)));
        } else if (trust instanceof ServerTrust.Authorities authorities) {
            options.setVerifyHost(true).setTrustOptions(TrustOptions.wrap(pkix(authorities.certificates())));
        } else {
            options.setVerifyHost(true);
        }
    }

    private static TrustManagerFactory pkix(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException("these authorities cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}
