package io.tidings.node.cms;

import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * How a detached signature may be made: one way for each kind of key, so that nobody can choose a weaker one. What is
 * not here is refused.
 */
public enum SigningAlgorithm {
    /** The default: every openssl verifies it. */
    ECDSA_P256("SHA256withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA256, NISTObjectIdentifiers.id_sha256),
    ECDSA_P384("SHA384withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA384, NISTObjectIdentifiers.id_sha384),
    /** Of 2,048 bits at least; in CMS the algorithm is written as the key's alone. */
    RSA("SHA256withRSA", PKCSObjectIdentifiers.rsaEncryption, NISTObjectIdentifiers.id_sha256),
    /** RFC 8419. {@code openssl cms} 3.0 does not verify it. */
    ED25519("Ed25519", EdECObjectIdentifiers.id_Ed25519, NISTObjectIdentifiers.id_sha512),
    /** GB/T 35275 uses other object identifiers around it; this is SM2 in plain CMS. {@code openssl cms} 3.0 does not verify it. */
    SM2("SM3withSM2", GMObjectIdentifiers.sm2sign_with_sm3, GMObjectIdentifiers.sm3);

    private static final int LEAST_RSA_BITS = 2_048;

    private final String javaName;
    private final ASN1ObjectIdentifier signature;
    private final ASN1ObjectIdentifier digest;

    SigningAlgorithm(String javaName, ASN1ObjectIdentifier signature, ASN1ObjectIdentifier digest) {
        this.javaName = javaName;
        this.signature = signature;
        this.digest = digest;
    }

    /** By its Java name. */
    String javaName() {
        return javaName;
    }

    ASN1ObjectIdentifier digest() {
        return digest;
    }

    /** @param bound whether the signed attributes say how it is written */
    boolean isWrittenAs(ASN1ObjectIdentifier signatureAlgorithm, boolean bound) {
        return signature.equals(signatureAlgorithm)
                // RFC 5754 §3.2 allows both
                || bound && this == RSA && PKCSObjectIdentifiers.sha256WithRSAEncryption.equals(signatureAlgorithm);
    }

    /** The one way in which a key signs; empty for keys that are too weak or of no known kind. */
    public static Optional<SigningAlgorithm> of(PublicKey key) {
        try {
            return of(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    static Optional<SigningAlgorithm> of(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier kind = key.getAlgorithm().getAlgorithm();
        if (kind.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return Optional.of(ED25519);
        }
        if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return bits(key) >= LEAST_RSA_BITS ? Optional.of(RSA) : Optional.empty();
        }
        if (!kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return Optional.empty();
        }
        Object curve = key.getAlgorithm().getParameters();
        if (SECObjectIdentifiers.secp256r1.equals(curve)) {
            return Optional.of(ECDSA_P256);
        }
        if (SECObjectIdentifiers.secp384r1.equals(curve)) {
            return Optional.of(ECDSA_P384);
        }
        return GMObjectIdentifiers.sm2p256v1.equals(curve) ? Optional.of(SM2) : Optional.empty();
    }

    private static int bits(SubjectPublicKeyInfo key) {
        try {
            return org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(key.parsePublicKey())
                    .getModulus()
                    .bitLength();
        } catch (java.io.IOException | IllegalArgumentException broken) {
            return 0;
        }
    }
}
