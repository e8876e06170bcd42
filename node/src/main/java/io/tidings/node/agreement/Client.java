package io.tidings.node.agreement;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program that reads or writes here without being a peer, {@code clients/NAME.yaml}.
 *
 * @param passwordHash of its Basic password, in the form that {@link PasswordHash} writes
 * @param tokenHash of its bearer token, likewise
 * @param pins of its certificate, as {@link Peer#pins}
 * @param addresses networks it may come from, such as {@code 192.0.2.0/24}; empty means any
 * @param emptyObjectsList whether an empty page says {@code {"objects":[]}}, which some clients need (contract 14)
 * @param agreement version of the file, {@code sha256:…} over its bytes
 */
public record Client(
        String name,
        Optional<PasswordHash> passwordHash,
        Optional<PasswordHash> tokenHash,
        Set<String> pins,
        List<String> addresses,
        boolean emptyObjectsList,
        List<Grant.Read> reads,
        List<Grant.Write> writes,
        List<Grant.Delete> deletes,
        Optional<Integer> requestsPerMinute,
        String agreement) {
    public Client {
        pins = Set.copyOf(pins);
        addresses = List.copyOf(addresses);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
    }
}
