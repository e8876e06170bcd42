package io.tidings.node.cli;

import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.seal.PublicSealKey;
import io.tidings.node.seal.SealAlgorithm;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidings signing-key rotate}. */
@Command(
        name = "rotate",
        description = "Make a new key to seal with. What the one before sealed stays verifiable; its private half is"
                + " forgotten. A running node takes it up by itself.")
final class SigningKeyRotate implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "ES256, EdDSA or SM2-SM3 (default: as the configuration says).")
    private Optional<String> algorithm = Optional.empty();

    SigningKeyRotate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        SealAlgorithm with = algorithm.isPresent()
                ? SealAlgorithm.parse(algorithm.get())
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.MISTAKE,
                                "'" + Table.shown(algorithm.get())
                                        + "' is no algorithm for seals; there are ES256, EdDSA and SM2-SM3"))
                : NodeConfiguration.load(session.home().configuration())
                        .provenance()
                        .algorithm();
        SigningKeys keys = session.signingKeys();
        PublicSealKey made = keys.rotate(with);
        session.terminal().print("signing key " + made.thumbprint() + " (" + with.text() + ")");
        session.terminal()
                .note("others know it once they have this node's new card: 'tidings card', then"
                        + " 'tidings peer renew' there; until then its seals count as of an unknown key");
        return ExitCode.OK.number();
    }
}
