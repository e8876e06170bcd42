package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.identity.Pem;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.BackupReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings backup}: done when the file is whole and on disk. */
@Command(
        name = "backup",
        description = {
            "Write everything the node needs to run again into one file, while it goes on working.",
            "The file holds the node's keys: whoever can read it can be this node. It is written for its owner only;"
                    + " encrypt it with --encrypt-to before it goes elsewhere."
        })
final class BackUp implements Callable<Integer> {
    private static final int LARGEST_CERTIFICATE = 64 << 10;

    private final Session session;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "The file to write; on the machine of the node, as its user, and not there yet.")
    private Optional<Path> to = Optional.empty();

    @Option(names = "--without-keys", description = "Leave keystore and secrets out; keep them elsewhere.")
    private boolean withoutKeys;

    @Option(
            names = "--encrypt-to",
            paramLabel = "CERT",
            description =
                    "Encrypt it, so that only the key of this certificate (a PEM file) opens it. May be repeated.")
    private List<Path> recipients = List.of();

    @Mixin
    private JsonOption json = new JsonOption();

    BackUp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path file = to.orElseThrow(
                        () -> new CommandFailure(ExitCode.MISTAKE, "say which file to write: tidings backup --to FILE"))
                .toAbsolutePath()
                .normalize();
        BackupReport report = written(new BackupOrder(file, !withoutKeys, certificates()));
        if (json.isSet()) {
            session.terminal().print(Reports.BACKUP.text(report));
        } else {
            session.terminal().print(described(report));
        }
        return ExitCode.OK.number();
    }

    private List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path each : recipients) {
            try (InputStream in = Files.newInputStream(each)) {
                certificates.add(Pem.certificate(in.readNBytes(LARGEST_CERTIFICATE)));
            } catch (CertificateException none) {
                throw new CommandFailure(
                        ExitCode.MISTAKE,
                        "--encrypt-to: " + each + " holds no certificate: " + none.getMessage(),
                        none);
            }
        }
        return certificates;
    }

    private BackupReport written(BackupOrder order) throws Exception {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("backup")) {
            return session.work(operations -> operations.backup(order, progress));
        }
    }

    static String described(BackupReport report) {
        return Table.shown("%s: %s as of %s, %d entries in %d collections, %s keys, %s, %d bytes"
                .formatted(
                        report.file(),
                        report.organisation(),
                        report.takenAt(),
                        report.entries(),
                        report.collections(),
                        report.withKeys() ? "with" : "without",
                        report.encrypted() ? "encrypted" : "not encrypted",
                        report.bytes()));
    }
}
