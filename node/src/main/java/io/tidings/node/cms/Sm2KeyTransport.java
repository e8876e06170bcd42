package io.tidings.node.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * A short secret encrypted to a key on the SM2 curve (GB/T 32918.4), in the ASN.1 of GM/T 0009 §7.2, which OpenSSL and
 * GmSSL read: {@code SM2Cipher ::= SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, cipher OCTET STRING }}. Its hash
 * over point and secret shows every change.
 */
final class Sm2KeyTransport {
    /** More than any such secret takes. */
    static final int MOST_BYTES = 256;

    private static final int COORDINATE = 32;
    private static final int HASH = 32;
    private static final int PARTS = 4;
    private static final byte UNCOMPRESSED = 4;

    private Sm2KeyTransport() {}

    static byte[] wrap(byte[] secret, ECPublicKeyParameters to, SecureRandom random) throws IOException {
        var engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(true, new ParametersWithRandom(to, random));
        byte[] raw;
        try {
            raw = engine.processBlock(secret, 0, secret.length);
        } catch (InvalidCipherTextException failed) {
            throw new IOException("it cannot be encrypted by SM2", failed);
        }
        int y = 1 + COORDINATE;
        int hash = y + COORDINATE;
        int cipher = hash + HASH;
        return encoded(
                new BigInteger(1, raw, 1, COORDINATE),
                new BigInteger(1, raw, y, COORDINATE),
                Arrays.copyOfRange(raw, hash, cipher),
                Arrays.copyOfRange(raw, cipher, raw.length));
    }

    /** The secret; empty if it was encrypted to another key, or changed, or is nothing of the kind: which one is not told. */
    static Optional<byte[]> unwrap(byte[] wrapped, ECPrivateKeyParameters with) {
        try {
            byte[] raw = raw(wrapped);
            var engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(false, with);
            return Optional.of(engine.processBlock(raw, 0, raw.length));
        } catch (IOException | InvalidCipherTextException | IllegalArgumentException | IllegalStateException other) {
            return Optional.empty(); // the last two at what is no point of the curve
        }
    }

    private static byte[] raw(byte[] wrapped) throws IOException {
        ASN1Sequence parts = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(wrapped));
        if (parts.size() != PARTS) {
            throw new IOException("it is no SM2Cipher");
        }
        BigInteger x = ASN1Integer.getInstance(parts.getObjectAt(0)).getPositiveValue();
        BigInteger y = ASN1Integer.getInstance(parts.getObjectAt(1)).getPositiveValue();
        byte[] hash = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
        byte[] cipher = ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
        if (hash.length != HASH || cipher.length == 0 || !Arrays.areEqual(encoded(x, y, hash, cipher), wrapped)) {
            throw new IOException("it is no SM2Cipher in DER");
        }
        // The unsigned form throws at a number that is too long.
        return Arrays.concatenate(
                new byte[] {UNCOMPRESSED},
                BigIntegers.asUnsignedByteArray(COORDINATE, x),
                BigIntegers.asUnsignedByteArray(COORDINATE, y),
                Arrays.concatenate(hash, cipher));
    }

    private static byte[] encoded(BigInteger x, BigInteger y, byte[] hash, byte[] cipher) throws IOException {
        return new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(x), new ASN1Integer(y), new DEROctetString(hash), new DEROctetString(cipher)
                })
                .getEncoded(ASN1Encoding.DER);
    }
}
