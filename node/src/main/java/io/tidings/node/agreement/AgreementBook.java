package io.tidings.node.agreement;

import java.util.List;
import java.util.Optional;

/**
 * All agreements in force at one moment, immutable; a reload makes a new one.
 *
 * @param version {@code sha256:…} over all files, for the ledger
 */
public record AgreementBook(List<Peer> peers, List<Client> clients, String version) {
    public AgreementBook {
        peers = List.copyOf(peers);
        clients = List.copyOf(clients);
    }

    public Optional<Peer> peer(String name) {
        return peers.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    public Optional<Client> client(String name) {
        return clients.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
