package io.tidings.node.seal;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A key that makes seals. {@code toString} shows its public half only. */
public final class PrivateSealKey {
    private final AsymmetricKeyParameter key;
    private final PublicSealKey publicKey;

    private PrivateSealKey(SealAlgorithm algorithm, AsymmetricKeyParameter key, AsymmetricKeyParameter publicKey) {
        this.key = key;
        this.publicKey = PublicSealKey.of(algorithm, publicKey);
    }

    public static PrivateSealKey generate(SealAlgorithm algorithm, SecureRandom random) {
        AsymmetricCipherKeyPair pair;
        if (algorithm == SealAlgorithm.EDDSA) {
            var generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(random));
            pair = generator.generateKeyPair();
        } else {
            var generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(Curves.of(algorithm), random));
            pair = generator.generateKeyPair();
        }
        return new PrivateSealKey(algorithm, pair.getPrivate(), pair.getPublic());
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws IllegalArgumentException if it is no key of this algorithm
     */
    public static PrivateSealKey parse(SealAlgorithm algorithm, byte[] pkcs8) {
        try {
            AsymmetricKeyParameter read = PrivateKeyFactory.createKey(pkcs8);
            if (algorithm == SealAlgorithm.EDDSA && read instanceof Ed25519PrivateKeyParameters ed) {
                return new PrivateSealKey(algorithm, ed, ed.generatePublicKey());
            }
            if (algorithm != SealAlgorithm.EDDSA && read instanceof ECPrivateKeyParameters ec) {
                var domain = Curves.of(algorithm);
                var point = new FixedPointCombMultiplier().multiply(domain.getG(), ec.getD());
                return new PrivateSealKey(
                        algorithm,
                        new ECPrivateKeyParameters(ec.getD(), domain),
                        new ECPublicKeyParameters(point, domain));
            }
        } catch (IOException | RuntimeException unreadable) {
            throw new IllegalArgumentException("not the PKCS#8 of a private key", unreadable);
        }
        throw new IllegalArgumentException("a key of another kind than " + algorithm.text() + " needs");
    }

    public SealAlgorithm algorithm() {
        return publicKey.algorithm();
    }

    public PublicSealKey publicKey() {
        return publicKey;
    }

    /** PKCS#8, as OpenSSL reads it: without the public half, which it refuses for Ed25519. To be kept encrypted. */
    public byte[] encoded() {
        try {
            PrivateKeyInfo whole = PrivateKeyInfoFactory.createPrivateKeyInfo(key);
            return new PrivateKeyInfo(whole.getPrivateKeyAlgorithm(), whole.parsePrivateKey()).getEncoded();
        } catch (IOException impossible) {
            throw new IllegalStateException("a key that was made can be written", impossible);
        }
    }

    /** The signature over {@code message}, 64 bytes, for JWS (RFC 7518 §3.4, RFC 8037 §3.1). */
    byte[] sign(byte[] message) {
        Signer signer = PublicSealKey.signer(algorithm());
        signer.init(true, key);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException impossible) {
            throw new IllegalStateException("signing needs nothing that could be missing", impossible);
        }
    }

    @Override
    public String toString() {
        return "PrivateSealKey[" + publicKey + "]";
    }
}
