package io.tidings.node.agreement;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides in the TLS handshake by the agreements in force at that moment, so that no listener is reloaded for a change.
 *
 * <p>Refused are certificates that no agreement pins or vouches for, expired and not yet valid ones, ones of another key
 * usage, and peers whose agreement does not hold today; the log says which. Connections that are open when an agreement
 * ends, or that resume a TLS session, come past {@link Recognition} with every request.
 *
 * <p>Host names are not compared: the pin says more than a name does.
 */
public final class PeerTrust extends X509ExtendedTrustManager {
    private final PeerCertificates certificates;
    private final Refusals refusals;
    private final Optional<String> peer;

    private PeerTrust(
            Supplier<AgreementBook> book, Clock clock, Refusals refusals, Optional<String> peer, CutOff cutOff) {
        this.certificates = new PeerCertificates(book, clock, cutOff);
        this.refusals = refusals;
        this.peer = peer;
    }

    /** For the peers' listener. */
    public static PeerTrust anyPeer(Supplier<AgreementBook> book, Clock clock, Refusals refusals) {
        return anyPeer(book, clock, refusals, CutOff.ofNobody());
    }

    /** For the peers' listener: those who are cut off are refused too. */
    public static PeerTrust anyPeer(Supplier<AgreementBook> book, Clock clock, Refusals refusals, CutOff cutOff) {
        return new PeerTrust(book, clock, refusals, Optional.empty(), cutOff);
    }

    /** For a connection to the peer called {@code name}: trusts its certificate and no other peer's. */
    public static PeerTrust peer(String name, Supplier<AgreementBook> book, Clock clock, Refusals refusals) {
        return new PeerTrust(book, clock, refusals, Optional.of(name), CutOff.ofNobody());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, PeerCertificates.Usage.AS_CLIENT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, PeerCertificates.Usage.AS_CLIENT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, PeerCertificates.Usage.AS_CLIENT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, PeerCertificates.Usage.AS_SERVER);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, PeerCertificates.Usage.AS_SERVER);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, PeerCertificates.Usage.AS_SERVER);
    }

    /** None named: a list of pinned certificates would tell every stranger who our peers are. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private void check(X509Certificate @Nullable [] chain, PeerCertificates.Usage usage) throws CertificateException {
        if (chain == null || chain.length == 0) {
            refusals.tell(Refusal.NO_CREDENTIALS, "a handshake without a certificate");
            throw new CertificateException("no certificate");
        }
        PeerCertificates.Found found = certificates.find(List.of(chain), usage);
        Optional<Principal> owner = found.principal().filter(this::isWanted);
        if (owner.isEmpty()) {
            refusals.tell(
                    found.refusal(),
                    found.detail() + peer.map(name -> ", wanted: " + name).orElse(""));
            throw new CertificateException(found.refusal() + ": " + found.detail());
        }
    }

    private boolean isWanted(Principal owner) {
        return owner instanceof Principal.OfPeer of
                && peer.map(name -> name.equals(of.peer().name())).orElse(true);
    }
}
