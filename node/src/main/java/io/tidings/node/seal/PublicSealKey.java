package io.tidings.node.seal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A key that verifies seals: a JWK (RFC 7517) of one algorithm, known by its thumbprint (RFC 7638). */
public final class PublicSealKey {
    private static final int SIGNATURE_BYTES = 64; // of all three algorithms

    private final SealAlgorithm algorithm;
    private final AsymmetricKeyParameter key;
    private final String x;
    private final Optional<String> y;
    private final String thumbprint;

    private PublicSealKey(SealAlgorithm algorithm, AsymmetricKeyParameter key, String x, Optional<String> y) {
        this.algorithm = algorithm;
        this.key = key;
        this.x = x;
        this.y = y;
        this.thumbprint = Bytes.text(Bytes.sha256().digest(thumbprintInput().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The key that a JWK's members describe.
     *
     * @param y only where the algorithm has it
     * @throws IllegalArgumentException if they are no key of this algorithm, such as a point off the curve
     */
    public static PublicSealKey of(SealAlgorithm algorithm, String x, Optional<String> y) {
        if (y.isPresent() != algorithm.hasTwoCoordinates()) {
            throw new IllegalArgumentException("a key for " + algorithm.text() + " has "
                    + (algorithm.hasTwoCoordinates() ? "x and y" : "x alone"));
        }
        byte[] first = Bytes.parse(x, Curves.COORDINATE_BYTES);
        if (y.isEmpty()) {
            return new PublicSealKey(algorithm, new Ed25519PublicKeyParameters(first), x, y);
        }
        byte[] second = Bytes.parse(y.get(), Curves.COORDINATE_BYTES);
        var domain = Curves.of(algorithm);
        var point = domain.getCurve().createPoint(new BigInteger(1, first), new BigInteger(1, second));
        return new PublicSealKey(algorithm, new ECPublicKeyParameters(point, domain), x, y);
    }

    static PublicSealKey of(SealAlgorithm algorithm, AsymmetricKeyParameter key) {
        if (key instanceof Ed25519PublicKeyParameters ed) {
            return new PublicSealKey(algorithm, ed, Bytes.text(ed.getEncoded()), Optional.empty());
        }
        var point = ((ECPublicKeyParameters) key).getQ().normalize();
        return new PublicSealKey(
                algorithm,
                key,
                Bytes.text(Curves.fixed(point.getAffineXCoord().getEncoded())),
                Optional.of(Bytes.text(Curves.fixed(point.getAffineYCoord().getEncoded()))));
    }

    /** A signer of the algorithm that is not initialised yet. ECDSA takes its random number from key and message. */
    static Signer signer(SealAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 ->
                new DSADigestSigner(
                        new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())),
                        new SHA256Digest(),
                        PlainDSAEncoding.INSTANCE);
            case EDDSA -> new Ed25519Signer();
            case SM2_SM3 -> new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        };
    }

    public SealAlgorithm algorithm() {
        return algorithm;
    }

    /** SHA-256 of the key (RFC 7638), in base64url: the {@code kid} of its seals. */
    public String thumbprint() {
        return thumbprint;
    }

    /** The members of its JWK, in the order they are written in. */
    public Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", algorithm.keyType());
        jwk.put("crv", algorithm.curve());
        jwk.put("x", x);
        y.ifPresent(coordinate -> jwk.put("y", coordinate));
        jwk.put("alg", algorithm.text());
        jwk.put("kid", thumbprint);
        return jwk;
    }

    /** As OpenSSL reads it: the DER of a SubjectPublicKeyInfo. */
    public byte[] encoded() {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
        } catch (IOException impossible) {
            throw new IllegalStateException("a key that was made can be written", impossible);
        }
    }

    /** Whether {@code signature} is this key's over {@code message}; false for anything that is no signature. */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        Signer signer = signer(algorithm);
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    // RFC 7638 §3.2: the required members, in the order of their names, without white space.
    private String thumbprintInput() {
        return "{\"crv\":\"" + algorithm.curve() + "\",\"kty\":\"" + algorithm.keyType() + "\",\"x\":\"" + x + "\""
                + y.map(coordinate -> ",\"y\":\"" + coordinate + "\"").orElse("") + "}";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicSealKey that && thumbprint.equals(that.thumbprint);
    }

    @Override
    public int hashCode() {
        return thumbprint.hashCode();
    }

    @Override
    public String toString() {
        return algorithm.text() + " " + thumbprint;
    }
}
