package io.tidings.node.cli;

import io.tidings.node.api.wire.PackageForms;
import io.tidings.node.cms.SealedForm;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidings package create}: done when the file is whole and on disk, and what is in it is in the ledger. */
@Command(
        name = "create",
        description = {
            "Write what a peer may read, and has not been given in a package yet, into a signed file.",
            "The agreement decides what goes into it, and the ledger records it, as if the peer had fetched it."
        })
final class PackageCreate implements Callable<Integer> {
    private final Session session;

    @Option(names = "--for", paramLabel = "PEER", description = "The peer, or client:NAME, whose agreement decides.")
    private Optional<String> recipient = Optional.empty();

    @Option(
            names = "--to-cert",
            paramLabel = "FILE",
            description = "A certificate (PEM) of the recipient's, pinned in its agreement. May be repeated.")
    private List<Path> certificates = List.of();

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "Which (name or id).")
    private String collection = "";

    @Option(names = "--full", description = "All that the recipient may read, not only what is new.")
    private boolean full;

    @Option(
            names = "--encrypt",
            description =
                    "Encrypt it to the certificates named with --to-cert: by AES-256-GCM, or by SM4-CBC if their keys"
                            + " are on the SM2 curve.")
    private boolean encrypt;

    @Option(
            names = "--no-compress",
            description = "Leave the objects as they are: faster to make and to check, and about four times as long.")
    private boolean plain;

    @Option(names = "--valid-for", paramLabel = "TIME", description = "How long it is to be used, such as 7d.")
    private Optional<Duration> validity = Optional.empty();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; on the machine of the node, as its user, and not there yet.")
    private Path out = Path.of("");

    @Mixin
    private JsonOption json = new JsonOption();

    PackageCreate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<X509Certificate> to = certificates();
        PackageReport report = created(new PackageOrder(
                out.toAbsolutePath().normalize(), recipient, to, collection, full, encrypt, !plain, validity));
        if (json.isSet()) {
            session.terminal().print(PackageForms.PACKAGE.text(report));
        } else {
            session.terminal()
                    .print(Table.shown("%s: %s package %d of %s for %s, %d objects, until %s, sha256:%s"
                            .formatted(
                                    report.file(),
                                    report.full() ? "full" : "delta",
                                    report.serial(),
                                    report.collection(),
                                    report.partner(),
                                    report.objects(),
                                    report.expires(),
                                    report.sha256())));
        }
        if (encrypt) {
            SealedForm form = SealedForm.of(to);
            session.terminal()
                    .note("encrypted by " + form.algorithms() + "; opened by: tidings package verify, extract, import; "
                            + form.otherTools());
        }
        return ExitCode.OK.number();
    }

    private List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> all = new ArrayList<>();
        for (Path each : certificates) {
            all.add(PackageTrustOptions.certificates("--to-cert", each).get(0));
        }
        return all;
    }

    private PackageReport created(PackageOrder order) throws Exception {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("package")) {
            return session.work(operations -> operations.packages().create(order, progress));
        }
    }
}
