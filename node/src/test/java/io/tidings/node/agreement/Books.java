package io.tidings.node.agreement;

import io.tidings.stix.marking.Tlp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Books with just what a test is about. */
final class Books {
    private Books() {}

    static AgreementBook of(List<Peer> peers, List<Client> clients) {
        return new AgreementBook(peers, clients, "sha256:" + "0".repeat(64));
    }

    static AgreementBook peers(Peer... peers) {
        return of(List.of(peers), List.of());
    }

    static AgreementBook clients(Client... clients) {
        return of(List.of(), List.of(clients));
    }

    static Peer pinned(String name, String... pins) {
        return peer(name, Set.of(pins), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Peer between(String name, String from, String until, String pin) {
        return peer(
                name,
                Set.of(pin),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LocalDate.parse(from)),
                Optional.of(LocalDate.parse(until)));
    }

    static Peer byAuthority(String name, String pem, String subject) {
        return peer(name, Set.of(), Optional.of(pem), Optional.of(subject), Optional.empty(), Optional.empty());
    }

    static Client client(String name, PasswordHash password, PasswordHash token, String... addresses) {
        return new Client(
                name,
                Optional.of(password),
                Optional.of(token),
                Set.of(),
                List.of(addresses),
                false,
                List.of(new Grant.Read(
                        "indicators",
                        Tlp.GREEN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:" + "1".repeat(64));
    }

    private static Peer peer(
            String name,
            Set<String> pins,
            Optional<String> ca,
            Optional<String> subject,
            Optional<LocalDate> from,
            Optional<LocalDate> until) {
        return new Peer(
                name,
                new Organisation(name, Optional.empty(), Optional.empty(), List.of()),
                pins,
                ca,
                subject,
                Set.of(),
                Optional.empty(),
                from,
                until,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:" + "2".repeat(64));
    }
}
