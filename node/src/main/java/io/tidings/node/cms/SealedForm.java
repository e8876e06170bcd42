package io.tidings.node.cms;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** How a file that is signed within is encrypted: it follows from the recipients' keys. */
public enum SealedForm {
    /** CMS AuthEnvelopedData with AES-256-GCM, for EC and RSA keys. Its end proves that nothing was changed. */
    AES_GCM(
            "AES-256-GCM",
            "'openssl cms -decrypt -binary -inform DER -in FILE -inkey KEY -recip CERTIFICATE -out package.zip'"),
    /**
     * A digital envelope of GM/T 0010 with SM4-CBC, for keys on the SM2 curve. It proves nothing: only what is signed may be
     * encrypted so, and nothing of it may be used or told before the signature over all of it holds.
     */
    SM4_CBC(
            "SM2 and SM4-CBC (GM/T 0010)",
            "openssl in the steps that docs/content-package.md shows; not by 'openssl cms'");

    private final String algorithms;
    private final String otherTools;

    SealedForm(String algorithms, String otherTools) {
        this.algorithms = algorithms;
        this.otherTools = otherTools;
    }

    /** By what it is encrypted, in words. */
    public String algorithms() {
        return algorithms;
    }

    /** What opens it besides this program, in words or as a command. */
    public String otherTools() {
        return otherTools;
    }

    /** Why nothing can be encrypted to these together, if so; each of them is looked at. */
    public static Optional<String> objection(List<X509Certificate> recipients) {
        long sm2 = recipients.stream().filter(Sm2Keys::isOn).count();
        if (sm2 == 0) {
            return recipients.stream()
                    .flatMap(each -> Sealing.objection(each)
                            .map(why -> "the certificate of "
                                    + each.getSubjectX500Principal().getName() + " cannot be encrypted to: " + why)
                            .stream())
                    .findFirst();
        }
        if (sm2 < recipients.size()) {
            return Optional.of(
                    "some of the certificates have a key on the SM2 curve and some have none, and one file is"
                            + " encrypted either by SM2 and SM4 or by AES; name those of one kind, and make a file of its own"
                            + " for the others");
        }
        return sm2 <= EnvelopeHeader.MOST_RECIPIENTS
                ? Optional.empty()
                : Optional.of("a file can be encrypted to at most " + EnvelopeHeader.MOST_RECIPIENTS
                        + " keys on the SM2 curve");
    }

    /** The form for recipients to whom there is no {@link #objection}. */
    public static SealedForm of(List<X509Certificate> recipients) {
        return recipients.stream().anyMatch(Sm2Keys::isOn) ? SM4_CBC : AES_GCM;
    }

    /** The form of a file that is encrypted; what is none of the other counts as the first. */
    public static SealedForm of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return EnvelopeHeader.begins(in) ? SM4_CBC : AES_GCM;
        }
    }

    /**
     * What is written to the answer goes encrypted into {@code out}; closing it ends the file and leaves that open.
     *
     * @param folder for a file without a name, as long as what is encrypted, in the form that needs one
     */
    public OutputStream seal(OutputStream out, List<X509Certificate> recipients, SecureRandom random, Path folder)
            throws IOException {
        return this == SM4_CBC ? Sm4Envelope.to(out, recipients, random, folder) : Sealing.to(out, recipients, random);
    }

    /** Whether nobody can change such a file without its being noticed when it is decrypted to its end. */
    public boolean isProven() {
        return this == AES_GCM;
    }
}
