package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Signer;
import io.tidings.node.agreement.SignerKey;
import io.tidings.node.config.NodeHome;
import io.tidings.stix.identifier.StixId;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code tidings signer list}. */
@Command(name = "list", description = "List the organisations whose seals are trusted, with their keys.")
final class SignerList implements Callable<Integer> {
    private final Session session;

    SignerList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeHome home = session.home();
        var table = new Table("SIGNER", "ORGANISATION", "KEY", "ALGORITHM", "FROM", "STATE", "CREATORS");
        for (Signer signer : Agreements.read(home.peers(), home.clients()).signers()) {
            String creators = signer.authoritativeFor().stream()
                    .map(StixId::value)
                    .sorted()
                    .collect(Collectors.joining(" "));
            for (SignerKey key : signer.keys()) {
                table.row(
                        signer.name(),
                        signer.organisation().name(),
                        key.key().thumbprint(),
                        key.key().algorithm().text(),
                        key.from().toString(),
                        key.revoked()
                                .map(at -> "revoked " + at)
                                .or(() -> key.until().map(at -> "done " + at))
                                .orElse("in use"),
                        creators.isEmpty() ? "-" : creators);
            }
        }
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }
}
