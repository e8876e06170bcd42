package io.tidings.node.doctor;

import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.Secret;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.identity.SigningKeys.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The key that seals what is taken in (docs/provenance.md): whether it is there, opens, and is the one that partners know. */
final class SigningKeyCheck {
    private static final String CHECK = "signing key";

    private final NodeHome home;
    private final Clock clock;
    private final SecureRandom random;

    SigningKeyCheck(NodeHome home, Clock clock, SecureRandom random) {
        this.home = home;
        this.clock = clock;
        this.random = random;
    }

    /** @param wanted whether the node is to seal; where it is not and there are no keys, there is nothing to find */
    List<Finding> findings(boolean wanted) {
        if (!Files.exists(home.signingKeys())) {
            return wanted ? List.of(missing()) : List.of();
        }
        Secret password;
        try {
            password = Secrets.inFile(home.secrets().resolve("keystore-password"));
        } catch (IOException saidOfTheKeystore) {
            return List.of(Finding.warning(
                    CHECK, "not tried: without secrets/keystore-password it does not open", "restore that file first"));
        }
        return List.of(look(new SigningKeys(home.signingKeys(), password, random, clock), wanted));
    }

    private Finding missing() {
        return Files.exists(home.storeMade())
                ? Finding.warning(
                        CHECK,
                        home.signingKeys() + " is missing; the next start makes a new key, which no partner knows",
                        "if there was one, restore the file from a backup before that; else give partners the new card"
                                + " after it: tidings card")
                : Finding.ok(CHECK, "none yet; the first start makes one");
    }

    private static Finding look(SigningKeys keys, boolean wanted) {
        try {
            Optional<Described> inUse =
                    keys.list().stream().filter(Described::inUse).findFirst();
            if (inUse.isPresent()) {
                keys.current(); // opens it
                return Finding.ok(
                        CHECK,
                        "opens; in use since " + inUse.get().from() + " is "
                                + inUse.get().key().thumbprint());
            }
            return wanted
                    ? Finding.warning(
                            CHECK,
                            "none is in use since the last was revoked, so nothing is sealed",
                            "tidings signing-key rotate; then give partners the new card")
                    : Finding.ok(CHECK, "none is in use, as provenance.sign says");
        } catch (IOException | IllegalStateException unusable) {
            return Finding.of(
                    CHECK,
                    Finding.Level.FAULT,
                    String.valueOf(unusable.getMessage()),
                    "restore signing-keys.json and secrets/keystore-password from the same copy");
        }
    }
}
