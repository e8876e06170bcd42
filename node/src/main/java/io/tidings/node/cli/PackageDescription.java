package io.tidings.node.cli;

import io.tidings.node.agreement.Pins;
import io.tidings.node.api.wire.JsonOut;
import io.tidings.node.cms.CheckedSignature;
import io.tidings.node.contentpackage.format.Acceptability;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.identity.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a package is, for a person and for programs. What is said in it is a stranger's until its signer is trusted. */
final class PackageDescription {
    private PackageDescription() {}

    static List<String> lines(Checked checked, Optional<Acceptability.Judgement> judgement) {
        Manifest manifest = checked.manifest();
        CheckedSignature signature = checked.signature();
        List<String> lines = new ArrayList<>();
        add(lines, "package", "sha256:" + checked.sha256());
        add(lines, "kind", manifest.kind().name().toLowerCase(java.util.Locale.ROOT));
        add(lines, "issuer", manifest.issuer().name());
        add(
                lines,
                "signed by",
                signature.certificate().getSubjectX500Principal().getName() + ", " + signature.algorithm());
        add(
                lines,
                "fingerprint",
                checked.signer() + "  ("
                        + Fingerprint.of(signature.certificate()).spoken() + ")");
        judgement.flatMap(Acceptability.Judgement::signer).ifPresent(name -> add(lines, "known as", name));
        signature.stamp().ifPresent(stamp -> add(lines, "time stamp", stamp(stamp, judgement)));
        add(
                lines,
                "for",
                manifest.recipients().stream().map(Manifest.Party::name).collect(Collectors.joining(", ")));
        manifest.step().ifPresent(step -> step(lines, step));
        manifest.update().ifPresent(update -> add(lines, "update", update.name() + " " + update.version()));
        manifest.acknowledged()
                .ifPresent(word -> add(lines, "says", "of package " + word.serial() + ": " + word.report()));
        add(lines, "objects", Long.toString(manifest.objects()));
        manifest.purpose().ifPresent(purpose -> add(lines, "purpose", purpose));
        add(lines, "created", manifest.created().toString());
        add(lines, "expires", manifest.expires().toString());
        return lines;
    }

    private static String stamp(CheckedSignature.Stamped stamp, Optional<Acceptability.Judgement> judgement) {
        boolean trusted = judgement.flatMap(Acceptability.Judgement::stampedAt).isPresent();
        return stamp.at() + " by "
                + stamp.chain().get(0).getSubjectX500Principal().getName()
                + (trusted ? "" : ", who is not among those trusted");
    }

    private static void step(List<String> lines, Manifest.Step step) {
        add(
                lines,
                "content",
                "%s, number %d of %s (%s), chain %s"
                        .formatted(
                                step.full() ? "full" : "delta",
                                step.serial(),
                                step.collectionName(),
                                step.collection(),
                                step.chain()));
        add(
                lines,
                "positions",
                "after " + step.from().map(Object::toString).orElse("the beginning") + " to "
                        + step.to().map(Object::toString).orElse("the beginning"));
        step.previous().ifPresent(previous -> add(lines, "follows", "sha256:" + previous));
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add(Table.shown("%-12s %s".formatted(name, value)));
    }

    static void write(JsonOut out, Checked checked) {
        CheckedSignature signature = checked.signature();
        out.text("sha256", checked.sha256())
                .object(
                        "signer",
                        signer -> signer.text(
                                        "subject",
                                        signature
                                                .certificate()
                                                .getSubjectX500Principal()
                                                .getName())
                                .text("certificate", Pins.ofCertificate(signature.certificate()))
                                .text("algorithm", signature.algorithm().name())
                                .text("signedAt", signature.signedAt().toString())
                                .text(
                                        "stampedAt",
                                        signature.stamp().map(it -> it.at().toString())))
                .text("manifest", checked.manifest().text());
    }
}
