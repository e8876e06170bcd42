package io.tidings.node.identity;

import io.tidings.node.agreement.Pins;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a certificate, in two forms: for files, and for the telephone.
 *
 * @param pin {@code sha256:} and 64 small hexadecimal digits
 */
public record Fingerprint(String pin) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int HEX = 16;
    private static final int DIGITS = 25;
    private static final int GROUP = 5;

    public Fingerprint {
        if (!FORM.matcher(pin).matches()) {
            throw new IllegalArgumentException("not a fingerprint (sha256: and 64 hexadecimal digits): " + pin);
        }
    }

    /** Of the whole certificate. */
    public static Fingerprint of(X509Certificate certificate) {
        return new Fingerprint(Pins.ofCertificate(certificate));
    }

    /** Of the certificate's public key, which stays when the certificate is renewed. */
    public static Fingerprint ofKey(X509Certificate certificate) {
        return new Fingerprint(Pins.ofKey(certificate));
    }

    /** Takes capital letters too. */
    public static Optional<Fingerprint> parse(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(small).matches() ? Optional.of(new Fingerprint(small)) : Optional.empty();
    }

    /**
     * Five groups of five digits, such as {@code 04811 93277 51846 00235 67190}, to be read aloud and compared.
     *
     * <p>The hash modulo 10^25: 83 bits. Someone in the middle needs a certificate of his own with these very digits,
     * which takes about 2^83 attempts at making a key or certificate; two that agree by chance are of no use to him.
     */
    public String spoken() {
        BigInteger hash = new BigInteger(pin.substring("sha256:".length()), HEX);
        String digits = hash.mod(BigInteger.TEN.pow(DIGITS)).toString();
        String padded = "0".repeat(DIGITS - digits.length()) + digits;
        return padded.replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }

    @Override
    public String toString() {
        return pin;
    }
}
