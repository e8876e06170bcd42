package io.tidings.node.doctor;

import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The keystore, its password, and the dates of the certificate. */
final class IdentityCheck {
    private static final String KEYSTORE = "keystore";
    private static final String CERTIFICATE = "certificate";
    private static final Duration SOON = Duration.ofDays(30);

    private IdentityCheck() {}

    static Examined<NodeIdentity> identity(NodeHome home, Clock clock) {
        Path password = home.secrets().resolve("keystore-password");
        if (!Files.exists(password)) {
            return broken(password + " is missing", "restore it together with keystore.p12 from the same copy");
        }
        if (!Files.isRegularFile(home.keystore())) {
            String found = Files.exists(home.keystore()) ? " is no file" : " is missing";
            return broken(
                    home.keystore() + found, "restore keystore.p12 and secrets/keystore-password from the same copy");
        }
        try {
            NodeIdentity identity = NodeIdentity.open(home.keystore(), Secrets.inFile(password));
            return Examined.sound(
                    identity,
                    List.of(
                            Finding.ok(KEYSTORE, "opens; its certificate is " + identity.fingerprint()),
                            dates(identity.certificate(), clock.instant())));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return broken(
                    String.valueOf(e.getMessage()),
                    "restore keystore.p12 and secrets/keystore-password from the same copy, readable for the node's"
                            + " user; without a copy only a new key helps, which every peer must then pin");
        }
    }

    private static Examined<NodeIdentity> broken(String found, String advice) {
        return Examined.broken(List.of(Finding.fault(KEYSTORE, found, advice)));
    }

    private static Finding dates(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            return Finding.fault(
                    CERTIFICATE,
                    "is valid only from " + from + ", and this machine's clock says " + now,
                    "set the clock, if it is wrong (timedatectl); else wait, or renew the certificate");
        }
        if (now.isAfter(until)) {
            return Finding.fault(
                    CERTIFICATE,
                    "expired at " + until + "; peers refuse it, also where they pinned it",
                    "renew it with the same key, see Renewing the certificate in docs/operating.md");
        }
        long days = Duration.between(now, until).toDays();
        return now.isAfter(until.minus(SOON))
                ? Finding.warning(
                        CERTIFICATE,
                        "is valid until " + until + ", " + days + " days",
                        "renew it now: peers need time if its key changes")
                : Finding.ok(CERTIFICATE, "is valid until " + until + ", " + days + " days");
    }
}
