package io.tidings.node.contentpackage.format;

import io.tidings.node.agreement.Pins;
import io.tidings.node.cms.CheckedSignature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * A package that is what its signer signed, to the last byte. Whether the signer is to be trusted, and whether the package
 * is for us and for now, is {@link Trust}'s to say.
 *
 * @param sha256 the package's digest: that of its {@code SHA256SUMS}
 * @param sums SHA-256 of each member by name, in their order
 * @param recalls the envelope of recalls; empty if there are none
 * @param markings the envelope of marking definitions beside the objects; empty if there are none
 */
public record Checked(
        PackageFile file,
        Manifest manifest,
        String sha256,
        CheckedSignature signature,
        Map<String, String> sums,
        byte[] recalls,
        byte[] markings) {

    /** The signer's certificate as agreements pin it. */
    public String signer() {
        return Pins.ofCertificate(signature.certificate());
    }

    /** Whether one of {@code pins} is of this certificate or of its key. */
    static boolean names(List<String> pins, X509Certificate certificate) {
        return pins.contains(Pins.ofCertificate(certificate)) || pins.contains(Pins.ofKey(certificate));
    }
}
