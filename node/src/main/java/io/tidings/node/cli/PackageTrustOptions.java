package io.tidings.node.cli;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.CertificateOwners;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.cms.OpeningKey;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.config.NodeHome;
import io.tidings.node.contentpackage.NodeTrust;
import io.tidings.node.contentpackage.format.Acceptability;
import io.tidings.node.contentpackage.format.Authorities;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.contentpackage.format.PackageFile;
import io.tidings.node.contentpackage.format.Revocations;
import io.tidings.node.contentpackage.format.Trust;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom a command that needs no node is to trust, and what opens packages for it. */
final class PackageTrustOptions {
    @Option(
            names = "--signer",
            paramLabel = "FILE",
            description =
                    "Certificates (PEM) trusted to sign, or to vouch for signers. May be repeated. Without it, those"
                            + " of the agreements in the home, if one is named.")
    private List<Path> signers = List.of();

    @Option(
            names = "--time-stamp-authority",
            paramLabel = "FILE",
            description = "Certificates (PEM) of authorities whose time stamps are trusted. May be repeated.")
    private List<Path> stampers = List.of();

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "A revocation list, or fingerprints (*.pins). May be repeated.")
    private List<Path> revocations = List.of();

    @Mixin
    private BackupKeyOptions keys = new BackupKeyOptions();

    /** What the command may trust. */
    Acceptability acceptability(Session session) throws IOException, MistakesException {
        Clock clock = session.surroundings().clock();
        Optional<NodeHome> home = session.givenHome();
        List<Path> lists = new ArrayList<>(revocations);
        Revocations revoked =
                lists.isEmpty() && home.isPresent() ? Revocations.in(home.get().revoked()) : Revocations.of(lists);
        return new Acceptability(
                trust(home, clock),
                new Authorities(all("--time-stamp-authority", stampers)),
                revoked,
                Optional.empty(),
                clock.instant());
    }

    private Trust trust(Optional<NodeHome> home, Clock clock) throws IOException, MistakesException {
        if (!signers.isEmpty() || home.isEmpty()) {
            return new Authorities(all("--signer", signers));
        }
        AgreementBook book = Agreements.read(home.get().peers(), home.get().clients());
        return new NodeTrust(new CertificateOwners(() -> book, clock, CutOff.ofNobody()));
    }

    /** A file, with the key that opens it: the one named, else that of the node in the home. */
    PackageFile open(Session session, Path file) throws Exception {
        try {
            return PackageFile.of(file, key(session, file));
        } catch (PackageFaultException fault) {
            throw new CommandFailure(ExitCode.REFUSED, file + ": " + fault.getMessage(), fault);
        }
    }

    private Optional<OpeningKey> key(Session session, Path file) throws Exception {
        Optional<OpeningKey> named = keys.key();
        if (named.isPresent() || session.givenHome().isEmpty() || !PackageFile.isEncrypted(file)) {
            return named;
        }
        return Optional.of(OpeningKey.of(session.identity().privateKey()));
    }

    private static List<X509Certificate> all(String option, List<Path> files) throws IOException {
        List<X509Certificate> all = new ArrayList<>();
        for (Path each : files) {
            all.addAll(certificates(option, each));
        }
        return all;
    }

    static List<X509Certificate> certificates(String option, Path file) throws IOException {
        try {
            return SigningKey.certificates(file);
        } catch (java.nio.file.NoSuchFileException missing) {
            throw missing;
        } catch (IOException none) {
            throw new CommandFailure(ExitCode.MISTAKE, option + ": " + none.getMessage(), none);
        }
    }
}
