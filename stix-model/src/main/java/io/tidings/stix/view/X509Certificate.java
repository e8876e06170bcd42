package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.Map;
import java.util.Optional;

/** View of {@code x509-certificate} objects (STIX 2.1 §6.18). */
public final class X509Certificate extends ObjectView {
    private X509Certificate(StixObject object) {
        super(object, "x509-certificate");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static X509Certificate of(StixObject object) {
        return new X509Certificate(object);
    }

    public Optional<Boolean> isSelfSigned() {
        return members().flag("is_self_signed");
    }

    public Map<String, String> hashes() {
        return members().textsByKey("hashes");
    }

    public Optional<String> version() {
        return members().text("version");
    }

    public Optional<String> serialNumber() {
        return members().text("serial_number");
    }

    public Optional<String> signatureAlgorithm() {
        return members().text("signature_algorithm");
    }

    public Optional<String> issuer() {
        return members().text("issuer");
    }

    public Optional<StixTimestamp> validityNotBefore() {
        return members().time("validity_not_before");
    }

    public Optional<StixTimestamp> validityNotAfter() {
        return members().time("validity_not_after");
    }

    public Optional<String> subject() {
        return members().text("subject");
    }

    public Optional<String> subjectPublicKeyAlgorithm() {
        return members().text("subject_public_key_algorithm");
    }

    public Optional<String> subjectPublicKeyModulus() {
        return members().text("subject_public_key_modulus");
    }

    public Optional<Long> subjectPublicKeyExponent() {
        return members().integer("subject_public_key_exponent");
    }

    public Optional<X509V3Extensions> x509V3Extensions() {
        return members().part("x509_v3_extensions", X509V3Extensions::new);
    }
}
