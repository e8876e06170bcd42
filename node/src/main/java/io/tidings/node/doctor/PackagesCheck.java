package io.tidings.node.doctor;

import io.tidings.node.cms.SealedForm;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.config.NodeHome;
import io.tidings.node.config.PackageSettings;
import io.tidings.node.contentpackage.FolderLook;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.StatusReport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What content packages need: folders, keys and lists that can be read, certificates in their time. Silent if all is well. */
final class PackagesCheck {
    private static final String CHECK = "packages";
    private static final Duration SOON = Duration.ofDays(30);
    // Bits of the key usage, RFC 5280 §4.2.1.3, and purposes, §4.2.1.12.
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int DATA_ENCIPHERMENT = 3;
    private static final int KEY_AGREEMENT = 4;
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private final NodeHome home;
    private final PackageSettings settings;
    private final Instant now;
    private final SecureRandom random;
    private final List<Finding> findings = new ArrayList<>();

    PackagesCheck(NodeHome home, PackageSettings settings, Clock clock, SecureRandom random) {
        this.home = home;
        this.settings = settings;
        this.now = clock.instant();
        this.random = random;
    }

    /** @param status what the node says itself, which knows of unfinished imports and of chains with gaps */
    List<Finding> findings(Optional<StatusReport> status) {
        settings.signing().ifPresent(this::signing);
        settings.timeStampAuthorities()
                .ifPresent(file -> certificates("packages.time-stamp-authorities", file)
                        .forEach(each -> dates("the time stamp authority's certificate in " + file, each)));
        settings.outboxes().forEach(this::recipients);
        findings.addAll(new RevocationsCheck(home, now).findings());
        FolderLook.problems(settings).forEach(this::warn);
        status.ifPresent(report -> report.warnings().stream()
                .filter(each -> each.startsWith(CHECK + ": "))
                .map(each -> each.substring(CHECK.length() + 2))
                .filter(each -> findings.stream().noneMatch(known -> each.startsWith(known.found())))
                .forEach(this::warn));
        return findings;
    }

    private void warn(String problem) {
        findings.add(Finding.of(CHECK, Finding.Level.WARNING, problem, "see Content packages in docs/operating.md"));
    }

    private void signing(PackageSettings.Signing signing) {
        try {
            X509Certificate certificate = SigningKey.read(signing.key(), signing.certificate(), random)
                    .certificate();
            dates("the certificate that signs packages, " + signing.certificate() + ",", certificate);
            if (PrivateFiles.isOpenToOthers(signing.key())) {
                findings.add(Finding.fault(
                        CHECK,
                        "the key that signs packages, " + signing.key() + ", can be read by others than its owner",
                        "chmod 600 " + signing.key() + "; if others may have read it, sign with a new one"));
            }
        } catch (IOException | OperationException unreadable) {
            findings.add(Finding.fault(
                    CHECK,
                    "the key that signs packages cannot be used: " + Reasons.of(unreadable),
                    "mend packages.signing-key and signing-certificate; the node does not start without"));
        }
    }

    private void recipients(PackageSettings.Outbox outbox) {
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : outbox.encryptTo()) {
            List<X509Certificate> read = certificates("packages.outbox, encrypt-to", file);
            read.forEach(each -> dates("the recipient's certificate " + file, each));
            read.stream().findFirst().ifPresent(each -> {
                usage(file, each);
                all.add(each);
            });
        }
        SealedForm.objection(all)
                .ifPresent(why -> findings.add(Finding.fault(
                        CHECK,
                        "no package of " + outbox.collection() + " can be encrypted for " + outbox.recipient()
                                + " (packages.outbox, encrypt-to): " + why,
                        "name certificates that go together; those of the other kind need an outbox of their own")));
    }

    /** Of a pair of certificates, one to sign and one to open, the wrong one is easily named. */
    private void usage(Path file, X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || usage[KEY_ENCIPHERMENT] || usage[DATA_ENCIPHERMENT] || usage[KEY_AGREEMENT]) {
            return;
        }
        if (!isOfANode(certificate)) {
            findings.add(Finding.warning(
                    CHECK,
                    "the recipient's certificate " + file + " is not meant for encryption: its key usage has neither"
                            + " keyEncipherment, dataEncipherment nor keyAgreement",
                    "ask the recipient for the one that is; programs other than Tidings may not open what is encrypted"
                            + " to this"));
        }
    }

    // A node has one certificate for all, and opens what is encrypted to it.
    private static boolean isOfANode(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes != null && purposes.contains(CLIENT_AUTH) && purposes.contains(SERVER_AUTH);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    private List<X509Certificate> certificates(String setting, Path file) {
        try {
            return SigningKey.certificates(file);
        } catch (IOException unreadable) {
            findings.add(Finding.fault(
                    CHECK,
                    setting + ": " + Reasons.of(unreadable),
                    "put a certificate in PEM there, readable for the node"));
            return List.of();
        }
    }

    private void dates(String what, X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            findings.add(Finding.fault(
                    CHECK,
                    what + " is valid only from " + from + ", and this machine's clock says " + now,
                    "set the clock, if it is wrong (timedatectl); else wait, or take another"));
        } else if (now.isAfter(until)) {
            findings.add(Finding.fault(
                    CHECK,
                    what + " expired at " + until,
                    "replace it; a renewed one is to be told to the other side first"));
        } else if (now.isAfter(until.minus(SOON))) {
            findings.add(Finding.warning(
                    CHECK,
                    what + " is valid until " + until,
                    "renew it now, and give the other side the new one before it is used"));
        }
    }
}
