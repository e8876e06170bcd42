package io.tidings.taxii.client.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts a server whose own certificate is pinned and in date, and no other.
 *
 * <p>Extends the extended type: round a plain one the JDK wraps checks of its own, which refuse self-signed ones.
 */
final class PinnedTrustManager extends X509ExtendedTrustManager {
    private final Supplier<Set<String>> pins;
    private final Clock clock;

    PinnedTrustManager(Supplier<Set<String>> pins, Clock clock) {
        this.pins = pins;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server showed no certificate");
        }
        X509Certificate certificate = chain[0];
        String whole = Fingerprint.ofCertificate(certificate);
        Set<String> accepted = pins.get().stream()
                .map(pin -> pin.trim().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!accepted.contains(whole) && !accepted.contains(Fingerprint.ofPublicKey(certificate))) {
            throw new CertificateException("the server's certificate " + whole + " is none of the " + accepted.size()
                    + " pinned ones; compare fingerprints with its owner before pinning it");
        }
        // Nothing else looks at the dates of a pinned certificate.
        certificate.checkValidity(Date.from(clock.instant()));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a client: it accepts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
