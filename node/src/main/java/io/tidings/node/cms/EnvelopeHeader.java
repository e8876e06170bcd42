package io.tidings.node.cms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What stands before the encrypted bytes of a digital envelope (GM/T 0010, GB/T 35275): to whom they are encrypted, and the
 * initial vector of SM4-CBC. It is DER throughout, so the encrypted bytes are one piece and the last of the file. Nothing
 * in it is proven.
 *
 * @param recipients one to 64
 * @param iv of 16 bytes
 * @param encryptedBytes how many follow: whole blocks, one at least
 */
record EnvelopeHeader(List<Recipient> recipients, byte[] iv, long encryptedBytes) {
    static final int MOST_RECIPIENTS = 64;

    private static final int IV_BYTES = 16;
    private static final int MOST_LABEL_BYTES = 2 << 10;
    private static final int MOST_RECIPIENTS_BYTES =
            MOST_RECIPIENTS * (MOST_LABEL_BYTES + 2 * Sm2KeyTransport.MOST_BYTES);
    private static final ASN1ObjectIdentifier SYNTAX = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2");
    private static final byte[] ENVELOPED = der(SYNTAX.branch("3"));
    private static final byte[] DATA = der(SYNTAX.branch("1"));
    private static final byte[] VERSION = {DerReader.INTEGER, 1, 1};
    private static final byte[] BY_SM2 = der(new AlgorithmIdentifier(GMObjectIdentifiers.sm2encrypt));
    // The number of SM2's key exchange (GM/T 0006), which GmSSL 3 writes for its encryption.
    private static final byte[] BY_SM2_OF_GMSSL =
            der(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.156.10197.1.301.2")));

    /**
     * One to whom the content is encrypted.
     *
     * @param label issuer and serial number of the certificate, the inside of that sequence in DER
     * @param key the content's key, encrypted to the certificate's
     */
    record Recipient(byte[] label, byte[] key) {}

    void writeTo(OutputStream out) throws IOException {
        List<byte[]> set = new ArrayList<>();
        for (Recipient each : recipients) {
            set.add(encoded(each));
        }
        set.sort(Arrays::compareUnsigned); // X.690 §11.6
        long setBytes = set.stream().mapToLong(each -> each.length).sum();
        byte[] cipher = cipher(iv);
        long content = DATA.length + cipher.length + DerLength.ofElement(encryptedBytes);
        long data = VERSION.length + DerLength.ofElement(setBytes) + DerLength.ofElement(content);
        DerLength.begin(out, DerReader.SEQUENCE, ENVELOPED.length + DerLength.ofElement(DerLength.ofElement(data)));
        out.write(ENVELOPED);
        DerLength.begin(out, DerReader.CONSTRUCTED_0, DerLength.ofElement(data));
        DerLength.begin(out, DerReader.SEQUENCE, data);
        out.write(VERSION);
        DerLength.begin(out, DerReader.SET, setBytes);
        for (byte[] each : set) {
            out.write(each);
        }
        DerLength.begin(out, DerReader.SEQUENCE, content);
        out.write(DATA);
        out.write(cipher);
        DerLength.begin(out, DerReader.PRIMITIVE_0, encryptedBytes);
    }

    private static byte[] encoded(Recipient recipient) throws IOException {
        if (recipient.label().length > MOST_LABEL_BYTES) {
            throw new IOException("the issuer's name in a recipient's certificate is longer than " + MOST_LABEL_BYTES
                    + " bytes, and no reader would take that");
        }
        var inside = new ByteArrayOutputStream();
        inside.write(VERSION);
        DerLength.begin(inside, DerReader.SEQUENCE, recipient.label().length);
        inside.write(recipient.label());
        inside.write(BY_SM2);
        DerLength.begin(inside, DerReader.OCTET_STRING, recipient.key().length);
        inside.write(recipient.key());
        var out = new ByteArrayOutputStream();
        DerLength.begin(out, DerReader.SEQUENCE, inside.size());
        inside.writeTo(out);
        return out.toByteArray();
    }

    /** Whether a file that begins so is such an envelope. */
    static boolean begins(InputStream file) throws IOException {
        DerReader in = new DerReader(file);
        try {
            in.enter(DerReader.SEQUENCE);
            in.expect(ENVELOPED, "digital envelope");
            return true;
        } catch (DerReader.OtherFormException other) {
            return false;
        }
    }

    /**
     * Reads up to the first encrypted byte. What it says of a mistake is about bytes that everybody can read.
     *
     * @throws DerReader.OtherFormException if it is none of the form in docs/content-package.md
     */
    static EnvelopeHeader read(InputStream file) throws IOException {
        DerReader in = new DerReader(file);
        long end = in.enter(DerReader.SEQUENCE) + in.position();
        in.expect(ENVELOPED, "digital envelope of GM/T 0010");
        in.enterLast(DerReader.CONSTRUCTED_0, end);
        in.enterLast(DerReader.SEQUENCE, end);
        in.expect(VERSION, "version 1");
        List<Recipient> recipients = recipients(in.content(DerReader.SET, MOST_RECIPIENTS_BYTES));
        in.enterLast(DerReader.SEQUENCE, end);
        in.expect(DATA, "data of GM/T 0010");
        byte[] cipher = cipher(new byte[IV_BYTES]);
        in.expect(Arrays.copyOf(cipher, cipher.length - IV_BYTES), "SM4-CBC");
        byte[] iv = in.bytes(IV_BYTES);
        long encrypted = in.enterLast(DerReader.PRIMITIVE_0, end);
        if (encrypted == 0 || encrypted % IV_BYTES != 0) {
            throw new DerReader.OtherFormException(encrypted + " encrypted bytes, which are no whole blocks");
        }
        return new EnvelopeHeader(recipients, iv, encrypted);
    }

    // Whom the labels mean is not asked: a key tells by itself whether it is one of those.
    private static List<Recipient> recipients(byte[] set) throws IOException {
        List<Recipient> recipients = new ArrayList<>();
        DerReader in = new DerReader(new ByteArrayInputStream(set));
        while (in.position() < set.length) {
            if (recipients.size() == MOST_RECIPIENTS) {
                throw new DerReader.OtherFormException("more than " + MOST_RECIPIENTS + " recipients");
            }
            long end = in.enter(DerReader.SEQUENCE) + in.position();
            in.expect(VERSION, "version 1 of a recipient");
            byte[] label = in.content(DerReader.SEQUENCE, MOST_LABEL_BYTES);
            requireSm2(in.bytes(BY_SM2.length));
            byte[] key = in.content(DerReader.OCTET_STRING, Sm2KeyTransport.MOST_BYTES);
            if (in.position() != end) {
                throw new DerReader.OtherFormException("something behind the key of a recipient");
            }
            recipients.add(new Recipient(label, key));
        }
        return recipients;
    }

    private static void requireSm2(byte[] algorithm) throws IOException {
        if (!Arrays.equals(algorithm, BY_SM2) && !Arrays.equals(algorithm, BY_SM2_OF_GMSSL)) {
            throw new DerReader.OtherFormException("something else than SM2 encrypts the key of a recipient");
        }
    }

    private static byte[] cipher(byte[] iv) {
        return der(new AlgorithmIdentifier(GMObjectIdentifiers.sms4_cbc, new DEROctetString(iv)));
    }

    private static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
