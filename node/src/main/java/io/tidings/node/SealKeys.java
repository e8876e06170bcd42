package io.tidings.node;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.intake.Sealing;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Sealer;
import io.tidings.node.seal.Signatory;
import io.tidings.stix.identifier.StixId;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys by which a node seals, and those by which it knows seals. Safe for use by any number of threads. */
final class SealKeys {
    private final NodeConfiguration configuration;
    private final SigningKeys keys;
    private volatile KeyBook signers = thumbprint -> Optional.empty();

    SealKeys(NodeConfiguration configuration, SigningKeys keys) {
        this.configuration = configuration;
        this.keys = keys;
    }

    /** Our own, for what we sealed. */
    KeyBook own() {
        return keys.book(
                configuration.organisation().name(), configuration.provenance().identities());
    }

    /** Our own, and those of the signers as the files have them when it is asked. */
    KeyBook withSignersOf(Agreements agreements) {
        KeyBook own = own();
        signers = agreements.current().signingKeys();
        agreements.onChange(next -> signers = next.signingKeys());
        return thumbprint -> own.find(thumbprint).or(() -> signers.find(thumbprint));
    }

    /** The one that seals now; empty on a node that does not seal. */
    Optional<PrivateSealKey> sealing() {
        return configuration.provenance().sign() ? keys.current() : Optional.empty();
    }

    /** Who seals by them. */
    Signatory signatory() {
        return new Signatory(
                configuration.organisation().name(),
                configuration.organisation().uscc(),
                configuration.provenance().identities().stream().sorted().toList());
    }

    /**
     * Sealing at the door in, with a key that is made if there is none.
     *
     * @throws IOException if the key cannot be read or made
     */
    Sealing atTheDoor(ChainVerifier verifier, SecureRandom random) throws IOException {
        boolean signs = configuration.provenance().sign();
        if (signs) {
            keys.ensure(configuration.provenance().algorithm());
            keys.current(); // one that does not open is found out now, not when content comes
        } else {
            keys.look();
        }
        Set<StixId> identities = signs
                ? configuration.provenance().identities().stream()
                        .map(StixId::new)
                        .collect(Collectors.toSet())
                : Set.of();
        return new Sealing(verifier, new Sealer(this::sealing, signatory(), random), own(), identities);
    }
}
