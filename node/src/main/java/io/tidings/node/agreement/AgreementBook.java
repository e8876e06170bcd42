package io.tidings.node.agreement;

import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.TrustedKey;
import io.tidings.stix.identifier.StixId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All agreements in force at one moment, immutable; a reload makes a new one.
 *
 * @param signers organisations whose seals are trusted, peers among them
 * @param version {@code sha256:…} over all files, for the ledger
 */
public record AgreementBook(List<Peer> peers, List<Client> clients, List<Signer> signers, String version) {
    public AgreementBook {
        signers = List.copyOf(signers);
        peers = List.copyOf(peers);
        clients = List.copyOf(clients);
    }

    /** One that trusts no seals. */
    public AgreementBook(List<Peer> peers, List<Client> clients, String version) {
        this(peers, clients, List.of(), version);
    }

    /** The keys of all signers. */
    public KeyBook signingKeys() {
        Map<String, TrustedKey> keys = new HashMap<>();
        for (Signer signer : signers) {
            Set<String> ids =
                    standsFor(signer.name()).stream().map(StixId::value).collect(Collectors.toUnmodifiableSet());
            String holder = (peer(signer.name()).isPresent() ? "peer:" : "signer:") + signer.name();
            for (SignerKey key : signer.keys()) {
                keys.put(
                        key.key().thumbprint(),
                        new TrustedKey(
                                key.key(),
                                holder,
                                signer.organisation().name(),
                                ids,
                                key.from(),
                                key.until(),
                                key.revoked()));
            }
        }
        return thumbprint -> Optional.ofNullable(keys.get(thumbprint));
    }

    /**
     * The same agreements, where the peers that are not {@code signed} have no access.
     *
     * @param signed whether both sides signed what a peer's file says
     */
    public AgreementBook served(Predicate<Peer> signed) {
        Set<String> unsigned =
                peers.stream().filter(signed.negate()).map(Peer::name).collect(Collectors.toCollection(TreeSet::new));
        return unsigned.isEmpty()
                ? this
                : new AgreementBook(
                        peers.stream()
                                .map(peer -> unsigned.contains(peer.name()) ? peer.withoutAccess() : peer)
                                .toList(),
                        clients,
                        signers,
                        Pins.sha256((version + " without " + unsigned).getBytes(StandardCharsets.UTF_8)));
    }

    /** The creators whose objects can be known by a seal: those for which someone stands whose signing keys are here. */
    public Set<StixId> creatorsWithKeys() {
        return signers.stream()
                .filter(signer -> !signer.keys().isEmpty())
                .flatMap(signer -> standsFor(signer.name()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The creators for which the peer or signer of this name stands: by its agreement, by its signer's file. */
    public Set<StixId> standsFor(String name) {
        Set<StixId> creators = new HashSet<>();
        peer(name).ifPresent(peer -> creators.addAll(peer.authoritativeFor()));
        signers.stream()
                .filter(signer -> signer.name().equals(name))
                .forEach(signer -> creators.addAll(signer.authoritativeFor()));
        return Set.copyOf(creators);
    }

    public Optional<Peer> peer(String name) {
        return peers.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    public Optional<Client> client(String name) {
        return clients.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
