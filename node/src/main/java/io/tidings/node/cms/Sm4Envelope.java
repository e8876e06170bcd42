package io.tidings.node.cms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Digital envelopes as Chinese standards have them (GM/T 0010, GB/T 35275): content in SM4-CBC, its key encrypted by SM2.
 * Good for content that carries its own proof, and for no other: whoever changes encrypted bytes changes the content.
 */
final class Sm4Envelope {
    private static final int BLOCK = 16;

    private Sm4Envelope() {}

    /**
     * What is written to the answer goes encrypted into {@code out} when the answer is closed.
     *
     * @param folder with room for it until then
     */
    static OutputStream to(OutputStream out, List<X509Certificate> recipients, SecureRandom random, Path folder)
            throws IOException {
        byte[] key = random(random);
        byte[] iv = random(random);
        List<EnvelopeHeader.Recipient> wrapped = new ArrayList<>();
        for (X509Certificate each : recipients) {
            wrapped.add(new EnvelopeHeader.Recipient(label(each), Sm2KeyTransport.wrap(key, Sm2Keys.of(each), random)));
        }
        return new Sm4EnvelopeOutput(out, wrapped, iv, cipher(true, key, iv), folder);
    }

    private static byte[] random(SecureRandom random) {
        byte[] bytes = new byte[BLOCK];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] label(X509Certificate certificate) throws IOException {
        try {
            var whom = new IssuerAndSerialNumber(Certificate.getInstance(certificate.getEncoded()));
            var label = new ByteArrayOutputStream();
            label.write(whom.getName().getEncoded(ASN1Encoding.DER));
            label.write(whom.getSerialNumber().getEncoded(ASN1Encoding.DER));
            return label.toByteArray();
        } catch (CertificateEncodingException broken) {
            throw new IOException("a recipient's certificate cannot be read", broken);
        }
    }

    /**
     * What an envelope holds, <strong>unproven</strong>; empty if none of the keys opens it.
     *
     * @throws DerReader.OtherFormException if it is no envelope
     */
    static Optional<InputStream> open(InputStream file, List<ECPrivateKeyParameters> keys) throws IOException {
        EnvelopeHeader header = EnvelopeHeader.read(file);
        for (EnvelopeHeader.Recipient each : header.recipients()) {
            for (ECPrivateKeyParameters mine : keys) {
                Optional<byte[]> key = Sm2KeyTransport.unwrap(each.key(), mine).filter(it -> it.length == BLOCK);
                if (key.isPresent()) {
                    return Optional.of(
                            new Sm4CbcInput(file, header.encryptedBytes(), cipher(false, key.get(), header.iv())));
                }
            }
        }
        return Optional.empty();
    }

    /** SM4-CBC (GB/T 32907, GB/T 17964) with the padding of PKCS #7, all of which is looked at. */
    static BufferedBlockCipher cipher(boolean encrypt, byte[] key, byte[] iv) {
        var cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new SM4Engine()), new PKCS7Padding());
        cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
        return cipher;
    }
}
