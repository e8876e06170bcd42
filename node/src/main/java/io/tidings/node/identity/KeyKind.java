package io.tidings.node.identity;

/** The kinds of key that a node can have. */
public enum KeyKind {
    /** The default: every TLS library takes it. */
    ECDSA_P256("EC", "SHA256withECDSA"),
    /** Smaller and faster; some TLS libraries, BoringSSL among them, refuse it in certificates. */
    ED25519("Ed25519", "Ed25519"),
    /** For partners whose software knows nothing newer. */
    RSA_3072("RSA", "SHA256withRSA");

    private final String algorithm;
    private final String signature;

    KeyKind(String algorithm, String signature) {
        this.algorithm = algorithm;
        this.signature = signature;
    }

    String algorithm() {
        return algorithm;
    }

    /** How a key of this kind signs, by its Java name. */
    String signature() {
        return signature;
    }

    /** The kind of a key by the name that Java gives its algorithm. */
    static KeyKind of(java.security.Key key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> ECDSA_P256;
            case "EdDSA", "Ed25519" -> ED25519;
            case "RSA" -> RSA_3072;
            default ->
                throw new IllegalArgumentException("a key of a kind that is not supported: " + key.getAlgorithm());
        };
    }
}
