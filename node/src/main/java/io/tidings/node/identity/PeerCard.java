package io.tidings.node.identity;

import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.SignerKey;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.identifier.StixId;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * By what a node introduces itself to one that may become its peer.
 *
 * <p>The card's signature proves that whoever wrote it holds the certificate's key, and that nothing was changed since. It
 * does not prove who that is: for that, people compare the {@link #fingerprint} by voice.
 *
 * @param next the certificate that is to follow, announced under the signature of the one in use
 * @param discovery address of the TAXII discovery resource for peers
 * @param apiRoot address of the TAXII API root for peers
 * @param collections what is on offer; what a peer may read is for the agreement to say
 * @param authoritativeFor identities by which the node creates content
 * @param signingKeys keys with which it seals what it shares, those that are done among them
 */
public record PeerCard(
        Organisation organisation,
        X509Certificate certificate,
        Optional<X509Certificate> next,
        URI discovery,
        URI apiRoot,
        List<Offer> collections,
        Set<StixId> authoritativeFor,
        List<SignerKey> signingKeys,
        Instant created) {
    /** One without signing keys. */
    public PeerCard(
            Organisation organisation,
            X509Certificate certificate,
            Optional<X509Certificate> next,
            URI discovery,
            URI apiRoot,
            List<Offer> collections,
            Set<StixId> authoritativeFor,
            Instant created) {
        this(organisation, certificate, next, discovery, apiRoot, collections, authoritativeFor, List.of(), created);
    }

    public PeerCard {
        signingKeys = List.copyOf(signingKeys);
        collections = List.copyOf(collections);
        authoritativeFor = Set.copyOf(authoritativeFor);
    }

    /** A collection on offer. */
    public record Offer(UUID id, Optional<String> name, String title) {}

    /** What both sides compare, and what the agreement pins. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /**
     * The card as YAML for people to pass on, signed with {@code identity}'s key.
     *
     * @throws IllegalArgumentException if the card is of another certificate than the identity's
     */
    public String signed(NodeIdentity identity) throws GeneralSecurityException {
        if (!certificate.equals(identity.certificate())) {
            throw new IllegalArgumentException("a node signs no card but its own");
        }
        return CardText.signed(this, identity.privateKey());
    }

    /**
     * Reads a card and verifies its signature and that its certificate is valid now.
     *
     * @throws MistakesException with everything that is wrong with it
     */
    public static PeerCard read(Path file, Clock clock) throws MistakesException {
        return CardReader.read(file, clock);
    }
}
