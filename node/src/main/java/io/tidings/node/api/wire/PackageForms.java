package io.tidings.node.api.wire;

import io.tidings.node.identity.Pem;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.PackageAbandonment;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The JSON of what is said of content packages: members are named as the records' components. */
public final class PackageForms {
    /** A package made or taken. */
    public static final JsonForm<PackageReport> PACKAGE = JsonForm.of(
            (out, r) -> out.text("direction", r.direction())
                    .text("partner", r.partner())
                    .text("collection", r.collection())
                    .text("chain", r.chain())
                    .number("serial", r.serial())
                    .flag("full", r.full())
                    .text("sha256", r.sha256())
                    .number("objects", r.objects())
                    .text("from", r.from())
                    .text("to", r.to())
                    .text("created", r.created())
                    .text("expires", r.expires())
                    .text("file", r.file())
                    .text("state", r.state()),
            in -> new PackageReport(
                    in.text("direction"),
                    in.text("partner"),
                    in.text("collection"),
                    in.text("chain"),
                    in.number("serial"),
                    in.flag("full"),
                    in.text("sha256"),
                    in.number("objects"),
                    in.optionalText("from"),
                    in.optionalText("to"),
                    in.text("created"),
                    in.text("expires"),
                    in.text("file"),
                    in.text("state")));

    /** What became of a file. */
    public static final JsonForm<PackageImportReport> IMPORT = JsonForm.of(
            (out, r) -> out.text("file", r.file())
                    .text("outcome", r.outcome())
                    .text("partner", r.partner())
                    .text("collection", r.collection())
                    .number("serial", r.serial())
                    .number("objects", r.objects())
                    .number("stored", r.stored())
                    .number("alreadyHeld", r.alreadyHeld())
                    .number("claimed", r.claimed())
                    .number("quarantined", r.quarantined())
                    .number("refused", r.refused())
                    .texts("findings", r.findings())
                    .text("notBefore", r.notBefore()),
            in -> new PackageImportReport(
                    in.text("file"),
                    in.text("outcome"),
                    in.optionalText("partner"),
                    in.optionalText("collection"),
                    in.number("serial"),
                    in.number("objects"),
                    in.number("stored"),
                    in.number("alreadyHeld"),
                    in.number("claimed"),
                    in.number("quarantined"),
                    in.number("refused"),
                    in.texts("findings"),
                    in.optionalText("notBefore")));

    /** An import that was given up. */
    public static final JsonForm<PackageAbandonment> ABANDONMENT = JsonForm.of(
            (out, r) -> out.text("file", r.file())
                    .text("partner", r.partner())
                    .text("collection", r.collection())
                    .text("sha256", r.sha256())
                    .number("removed", r.removed())
                    .number("kept", r.kept()),
            in -> new PackageAbandonment(
                    in.text("file"),
                    in.text("partner"),
                    in.text("collection"),
                    in.text("sha256"),
                    in.number("removed"),
                    in.number("kept")));

    private PackageForms() {}

    /** Writes an order as {@link #readOrder} reads it. */
    public static void write(JsonOut out, PackageOrder order) {
        out.text("to", order.to().toString())
                .text("recipient", order.recipient())
                .texts(
                        "certificates",
                        order.certificates().stream().map(Pem::of).toList())
                .text("collection", order.collection())
                .flag("full", order.full())
                .flag("encrypt", order.encrypt())
                .flag("compress", order.compress())
                .text("validity", order.validity().map(Duration::toString));
    }

    /**
     * @throws WireException if it is none
     * @throws OperationException if it names no file, or what is no certificate
     */
    public static PackageOrder readOrder(JsonIn in) {
        try {
            return new PackageOrder(
                    Path.of(in.text("to")),
                    in.optionalText("recipient"),
                    in.texts("certificates").stream()
                            .map(PackageForms::certificate)
                            .toList(),
                    in.text("collection"),
                    in.flag("full"),
                    in.flag("encrypt"),
                    in.flag("compress"),
                    in.optionalText("validity").map(Duration::parse));
        } catch (InvalidPathException | DateTimeParseException wrong) {
            throw new OperationException(Kind.INVALID, String.valueOf(wrong.getMessage()));
        }
    }

    private static X509Certificate certificate(String pem) {
        try {
            return Pem.certificate(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateException wrong) {
            throw new OperationException(Kind.INVALID, "what is no certificate: " + wrong.getMessage());
        }
    }
}
