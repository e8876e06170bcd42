package io.tidings.node.exchange;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.Peer;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.stix.content.ContentBounds;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.TaxiiClientOptions;
import io.tidings.taxii.client.auth.Auth;
import io.tidings.taxii.client.http.Pause;
import io.tidings.taxii.client.http.ReplyBounds;
import io.tidings.taxii.client.http.RetryPolicy;
import io.tidings.taxii.client.http.Timeouts;
import io.tidings.taxii.client.tls.ClientIdentity;
import io.tidings.taxii.client.tls.ServerTrust;
import io.tidings.taxii.client.tls.TlsOptions;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Clients of peers, one for each server, kept while the node runs. What a peer may show is asked at each handshake. */
final class PeerClients implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final Vertx vertx;
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(200);

    private final Supplier<AgreementBook> agreements;
    private final CutOff cutOff;
    private final NodeIdentity identity;
    private final ContentBounds bounds;
    private final Clock clock;
    private final RandomGenerator random;
    private final String userAgent;
    private final Map<String, Shared> clients = new HashMap<>();

    PeerClients(Exchange.Parts parts, Exchange.Outfit outfit) {
        this.vertx = outfit.vertx();
        this.agreements = parts.agreements();
        this.cutOff = parts.cutOff();
        this.identity = outfit.identity();
        this.bounds = outfit.bounds();
        this.clock = parts.clock();
        this.random = parts.random();
        this.userAgent = outfit.userAgent();
        identity.onReplaced(this::retireAll);
        cutOff.onCut(this::closeCutOff);
    }

    /** A client as long as it is used; what runs with it goes on though our certificate is replaced meanwhile. */
    final class Lease implements AutoCloseable {
        private final Shared shared;

        private Lease(Shared shared) {
            this.shared = shared;
        }

        TaxiiClient client() {
            return shared.client;
        }

        @Override
        public void close() {
            synchronized (clients) {
                shared.users--;
                closeIfUnused(shared);
            }
        }
    }

    /** One client and how many use it. */
    private static final class Shared {
        private final String peer;
        private final TaxiiClient client;
        private int users;
        private boolean retired;

        Shared(String peer, TaxiiClient client) {
            this.peer = peer;
            this.client = client;
        }
    }

    /** @throws IllegalStateException if the peer is cut off */
    Lease lease(Peer peer, URI server) {
        synchronized (clients) {
            requireShared(peer.name());
            Shared shared = clients.computeIfAbsent(
                    peer.name() + " " + server + " " + peer.ca().hashCode(),
                    key -> new Shared(peer.name(), new TaxiiClient(vertx, options(peer, server))));
            shared.users++;
            return new Lease(shared);
        }
    }

    // Open connections, and TLS sessions to be resumed, speak for the certificate they began with: once the peer pins
    // only the new one, it answers them no more.
    private void retireAll() {
        synchronized (clients) {
            clients.values().forEach(shared -> {
                shared.retired = true;
                closeIfUnused(shared);
            });
            clients.clear();
        }
    }

    /** @throws IllegalStateException if the peer is cut off */
    void requireShared(String peer) {
        if (cutOff.isCut(principal(peer))) {
            throw new IllegalStateException("sharing with " + peer + " is cut off by the operator");
        }
    }

    private static String principal(String peer) {
        return "peer:" + peer;
    }

    // What is under way fails at once. A lease asks under the same lock, so none is given to those who are cut off
    // later.
    private void closeCutOff() {
        synchronized (clients) {
            clients.values().removeIf(shared -> {
                boolean cut = cutOff.isCut(principal(shared.peer));
                if (cut) {
                    shared.client.close();
                }
                return cut;
            });
        }
    }

    // A client waits for minutes before it asks a busy server again; a cut must not wait for that.
    private void pause(String peer, Duration time) throws InterruptedException {
        Duration left = time;
        while (left.compareTo(LONGEST_SLEEP) > 0) {
            requireShared(peer);
            Pause.sleeping().await(LONGEST_SLEEP);
            left = left.minus(LONGEST_SLEEP);
        }
        Pause.sleeping().await(left);
        requireShared(peer);
    }

    private static void closeIfUnused(Shared shared) {
        if (shared.retired && shared.users == 0) {
            shared.client.close();
        }
    }

    /** Changes whenever our certificate does. */
    String ownCertificate() {
        return identity.fingerprint().pin();
    }

    /** How connections to the peer are secured: our certificate, and the pins or authority of its agreement. */
    TlsOptions tls(Peer peer) {
        return new TlsOptions(
                trust(peer), () -> Optional.of(new ClientIdentity(identity.privateKey(), identity.chain())));
    }

    private TaxiiClientOptions options(Peer peer, URI server) {
        return new TaxiiClientOptions(
                server,
                Auth.none(),
                Set.of(),
                tls(peer),
                Timeouts.standard(),
                ReplyBounds.standard(),
                bounds,
                RetryPolicy.standard(),
                userAgent,
                CONNECTIONS,
                new TaxiiClientOptions.Environment(clock, random, time -> pause(peer.name(), time)));
    }

    private ServerTrust trust(Peer peer) {
        if (peer.ca().isPresent() && peer.pins().isEmpty()) {
            return ServerTrust.authorities(certificates(peer.ca().get()));
        }
        String name = peer.name();
        return ServerTrust.pinned(
                () -> agreements.get().peer(name).map(Peer::pins).orElse(Set.of()));
    }

    private static List<X509Certificate> certificates(String pem) {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .forEach(certificate -> certificates.add((X509Certificate) certificate));
            return certificates;
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException("the agreement's \"ca\" holds no certificate", unreadable);
        }
    }

    @Override
    public void close() {
        synchronized (clients) {
            clients.values().forEach(shared -> shared.client.close());
            clients.clear();
        }
    }
}
