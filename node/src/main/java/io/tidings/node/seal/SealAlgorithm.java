package io.tidings.node.seal;

import java.util.Arrays;
import java.util.Optional;

/** How seals are signed. There is no "none" and no keyed hash among them, so neither can be asked for. */
public enum SealAlgorithm {
    /** ECDSA over P-256 with SHA-256 (RFC 7518 §3.4), the default: every JOSE library has it. */
    ES256("ES256", "EC", "P-256"),
    /** Ed25519 (RFC 8037 §3.1). */
    EDDSA("EdDSA", "OKP", "Ed25519"),
    /** SM2 with SM3 (GB/T 32918, 32905) and the usual identity of the signer; a private name, since JOSE has none. */
    SM2_SM3("SM2-SM3", "EC", "SM2");

    private final String text;
    private final String keyType;
    private final String curve;

    SealAlgorithm(String text, String keyType, String curve) {
        this.text = text;
        this.keyType = keyType;
        this.curve = curve;
    }

    /** As in the header of a JWS and the {@code alg} of a key. */
    public String text() {
        return text;
    }

    /** {@code kty} of its keys (RFC 7517 §4.1). */
    public String keyType() {
        return keyType;
    }

    /** {@code crv} of its keys. */
    public String curve() {
        return curve;
    }

    public static Optional<SealAlgorithm> parse(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }

    boolean hasTwoCoordinates() {
        return this != EDDSA;
    }
}
