package io.tidings.node.doctor;

import io.tidings.node.agreement.Peer;
import io.tidings.node.identity.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts what following the peer accepts, and remembers what was shown and why it was not accepted. For one connection;
 * read by the thread that made it, after the handshake.
 */
final class PeerServerTrust extends X509ExtendedTrustManager {
    private final Peer peer;
    private final Instant now;
    private final Optional<X509ExtendedTrustManager> authorities;
    private volatile Optional<X509Certificate> shown = Optional.empty();
    private volatile Optional<Refused> refused = Optional.empty();

    /** Why a certificate is not accepted. */
    enum Refused {
        NOT_PINNED,
        NOT_OF_AUTHORITY,
        EXPIRED,
        NOT_YET_VALID
    }

    /** @throws GeneralSecurityException if the agreement's {@code ca} cannot be used */
    PeerServerTrust(Peer peer, Instant now) throws GeneralSecurityException {
        this.peer = peer;
        this.now = now;
        this.authorities = peer.pins().isEmpty() && peer.ca().isPresent()
                ? Optional.of(pkix(peer.ca().get()))
                : Optional.empty();
    }

    Optional<X509Certificate> shown() {
        return shown;
    }

    Optional<Refused> refused() {
        return refused;
    }

    static boolean isPinned(Peer peer, X509Certificate certificate) {
        return peer.pins().contains(Fingerprint.of(certificate).pin())
                || peer.pins().contains(Fingerprint.ofKey(certificate).pin());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        X509Certificate certificate = chain[0];
        shown = Optional.of(certificate);
        if (authorities.isPresent()) {
            try {
                authorities.get().checkServerTrusted(chain, authType, engine); // and the host's name
            } catch (CertificateException e) {
                throw refuse(Refused.NOT_OF_AUTHORITY, e.getMessage());
            }
        } else if (!isPinned(peer, certificate)) {
            throw refuse(Refused.NOT_PINNED, "not pinned");
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw refuse(Refused.EXPIRED, "expired");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw refuse(Refused.NOT_YET_VALID, "not yet valid");
        }
    }

    private CertificateException refuse(Refused why, @Nullable String detail) {
        refused = Optional.of(why);
        return new CertificateException(detail);
    }

    private static X509ExtendedTrustManager pkix(String pem) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new GeneralSecurityException("an empty keystore cannot be made", impossible);
        }
        int number = 0;
        for (Certificate each : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("authority-" + number++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("no PKIX in " + Arrays.toString(factory.getTrustManagers()));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("only connections that name their host are made here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
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
