package io.tidings.node.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digital envelopes by SM2 and SM4, of vectors of the standards and of ones made here, whole and broken. */
class Sm4EnvelopeTest {
    private static final long SEED = Long.getLong("tidings.fuzz.seed", 1L);
    private static final int PIECE = 64 << 10;

    @TempDir
    private Path folder;

    private SigningKey bank;
    private SigningKey other;

    @BeforeEach
    void makeKeys() throws Exception {
        bank = TestCertificates.of("Bank B").kind("SM2").make();
        other = TestCertificates.of("Bank C").kind("SM2").make();
    }

    @Test
    void aBlockIsThatOfGbt32907() throws Exception {
        byte[] block = hex("0123456789abcdeffedcba9876543210");
        byte[] encrypted = new byte[32];
        var cipher = Sm4Envelope.cipher(true, block, new byte[16]);
        cipher.doFinal(encrypted, cipher.processBytes(block, 0, 16, encrypted, 0));
        assertThat(Arrays.copyOf(encrypted, 16)).isEqualTo(hex("681edf34d206965e86b3e94f536e4246"));
    }

    @Test
    void aKeyIsEncryptedAsInGbt32918Part5() throws Exception {
        var curve = new ECNamedDomainParameters(
                GMObjectIdentifiers.sm2p256v1, GMNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1));
        var key = new ECPrivateKeyParameters(
                new BigInteger("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", 16), curve);
        byte[] cipher = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    new ASN1Integer(
                            new BigInteger("04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73", 16)),
                    new ASN1Integer(
                            new BigInteger("e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0", 16)),
                    new DEROctetString(hex("59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766")),
                    new DEROctetString(hex("21886ca989ca9c7d58087307ca93092d651efa"))
                })
                .getEncoded();
        assertThat(Sm2KeyTransport.unwrap(cipher, key)).hasValue("encryption standard".getBytes("US-ASCII"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 127, 256, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE})
    void eachRecipientReadsWhatWasWritten(int length) throws Exception {
        byte[] content = content(length);
        byte[] sealed = sealed(content, bank, other);
        assertThat(opened(sealed, bank)).isEqualTo(content);
        assertThat(opened(sealed, other)).isEqualTo(content);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        SigningKey stranger = TestCertificates.of("Bank X").kind("SM2").make();
        byte[] sealed = sealed(content(100), bank);
        assertThat(OpeningKey.of(stranger.key()).openUnproven(new ByteArrayInputStream(sealed)))
                .isEmpty();
        assertThat(OpeningKey.of(TestCertificates.of("P-256").make().key())
                        .openUnproven(new ByteArrayInputStream(sealed)))
                .isEmpty();
        assertThat(OpeningKey.of(List.of(stranger.key(), bank.key())).openUnproven(new ByteArrayInputStream(sealed)))
                .isPresent();
    }

    @Test
    void whatIsUnprovenIsNotOpenedAsIfItWereProven() throws Exception {
        byte[] sealed = sealed(content(1_000), bank);
        assertThatThrownBy(() -> OpeningKey.of(bank.key()).open(new ByteArrayInputStream(sealed)))
                .isInstanceOf(Exception.class);
    }

    @Test
    void aHeaderMayStandBeforeMoreThanFourGibibytes() throws Exception {
        for (long length : new long[] {16, 112, 128, 65_520, 65_536, 1L << 32, 5L << 30, 63L << 30}) {
            var out = new ByteArrayOutputStream();
            new EnvelopeHeader(List.of(new EnvelopeHeader.Recipient(new byte[10], new byte[100])), new byte[16], length)
                    .writeTo(out);
            var in = new ByteArrayInputStream(out.toByteArray());
            assertThat(EnvelopeHeader.read(in).encryptedBytes()).isEqualTo(length);
            assertThat(in.available()).isZero();
        }
    }

    @Test
    void everyChangedByteOfTheHeaderIsRefusedOrIsOfALabel() throws Exception {
        byte[] content = content(100);
        byte[] sealed = sealed(content, bank);
        int header = sealed.length - 112;
        int unnoticed = 0;
        Random random = new Random(SEED);
        for (int i = 0; i < header - 18; i++) { // the vector is proven by the signature alone
            byte[] changed = sealed.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            Optional<byte[]> read = tried(changed);
            if (read.isPresent()) {
                unnoticed++;
                assertThat(read).as("byte %s, seed %s", i, SEED).hasValue(content);
            }
        }
        int label = bank.certificate().getIssuerX500Principal().getEncoded().length
                + 2
                + bank.certificate().getSerialNumber().toByteArray().length;
        assertThat(unnoticed).as("seed %s", SEED).isBetween(label, label + 1); // one byte makes it GmSSL's number
    }

    @Test
    void whatBreaksOffOrGoesOnIsWrongAndStaysSo() throws Exception {
        byte[] sealed = sealed(content(3 * PIECE), bank);
        for (byte[] broken : List.of(
                Arrays.copyOf(sealed, sealed.length - 1),
                Arrays.copyOf(sealed, sealed.length - 16),
                Arrays.copyOf(sealed, sealed.length + 1),
                Arrays.copyOf(sealed, sealed.length - PIECE))) {
            InputStream in = OpeningKey.of(bank.key())
                    .openUnproven(new ByteArrayInputStream(broken))
                    .orElseThrow();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void noBytesMakeAnythingButARefusal() throws Exception {
        byte[] sealed = sealed(content(64), bank, other);
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = Arrays.copyOf(sealed, 1 + random.nextInt(sealed.length));
            for (int j = random.nextInt(4); j >= 0; j--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                EnvelopeHeader.read(new ByteArrayInputStream(broken));
            } catch (DerReader.OtherFormException refused) {
                assertThat(refused)
                        .hasMessageMatching(
                                "before byte .* there is .*|-?\\d+ encrypted bytes.*|more than .*|something .*");
            }
        }
    }

    @Test
    void recipientsAreBounded() throws Exception {
        assertThat(SealedForm.objection(Collections.nCopies(64, bank.certificate())))
                .isEmpty();
        assertThat(SealedForm.objection(Collections.nCopies(65, bank.certificate())))
                .hasValueSatisfying(why -> assertThat(why).contains("at most 64"));
        var recipient = new EnvelopeHeader.Recipient(new byte[10], new byte[100]);
        var out = new ByteArrayOutputStream();
        new EnvelopeHeader(Collections.nCopies(65, recipient), new byte[16], 16).writeTo(out);
        assertThatThrownBy(() -> EnvelopeHeader.read(new ByteArrayInputStream(out.toByteArray())))
                .hasMessageContaining("more than 64 recipients");
    }

    @Test
    void theRecipientsDecideTheForm() throws Exception {
        X509Certificate p256 = TestCertificates.of("P-256").make().certificate();
        X509Certificate edwards =
                TestCertificates.of("Edwards").kind("Ed25519").make().certificate();
        assertThat(SealedForm.of(List.of(bank.certificate()))).isEqualTo(SealedForm.SM4_CBC);
        assertThat(SealedForm.of(List.of(p256))).isEqualTo(SealedForm.AES_GCM);
        assertThat(SealedForm.objection(List.of(bank.certificate(), other.certificate())))
                .isEmpty();
        assertThat(SealedForm.objection(List.of(p256))).isEmpty();
        assertThat(SealedForm.objection(List.of(bank.certificate(), p256)))
                .hasValueSatisfying(why -> assertThat(why).contains("a file of its own"));
        assertThat(SealedForm.objection(List.of(p256, edwards)))
                .hasValueSatisfying(why -> assertThat(why).contains("only RSA and EC keys"));
        assertThat(Sealing.objection(bank.certificate()))
                .hasValueSatisfying(why -> assertThat(why).contains("proves nothing by itself"));
    }

    @Test
    void aFileTellsItsForm() throws Exception {
        Path sealed = Files.write(folder.resolve("sealed"), sealed(content(10), bank));
        assertThat(SealedForm.of(sealed)).isEqualTo(SealedForm.SM4_CBC);
        for (int length = 0; length < 10; length++) {
            Path begun = Files.write(folder.resolve("begun"), Arrays.copyOf(Files.readAllBytes(sealed), length));
            assertThat(SealedForm.of(begun)).isEqualTo(SealedForm.AES_GCM);
        }
    }

    @Test
    void aKeyIsReadAsOpensslWritesItForSec1() throws Exception {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject("SM2 PARAMETERS", GMObjectIdentifiers.sm2p256v1.getEncoded()));
            pem.writeObject(new PemObject(
                    "SM2 PRIVATE KEY",
                    PrivateKeyInfo.getInstance(bank.key().getEncoded())
                            .parsePrivateKey()
                            .toASN1Primitive()
                            .getEncoded()));
        }
        Path file = Files.writeString(folder.resolve("key.pem"), text.toString());
        byte[] content = content(50);
        assertThat(OpeningKey.read(file, Optional.empty())
                        .openUnproven(new ByteArrayInputStream(sealed(content, bank)))
                        .orElseThrow()
                        .readAllBytes())
                .isEqualTo(content);
    }

    private Optional<byte[]> tried(byte[] changed) {
        try {
            Optional<InputStream> in = OpeningKey.of(bank.key()).openUnproven(new ByteArrayInputStream(changed));
            return in.isPresent() ? Optional.of(in.get().readAllBytes()) : Optional.empty();
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private byte[] opened(byte[] sealed, SigningKey key) throws Exception {
        return OpeningKey.of(key.key())
                .openUnproven(new ByteArrayInputStream(sealed))
                .orElseThrow()
                .readAllBytes();
    }

    private byte[] sealed(byte[] content, SigningKey... recipients) throws Exception {
        List<X509Certificate> certificates =
                Stream.of(recipients).map(SigningKey::certificate).toList();
        var out = new ByteArrayOutputStream();
        try (OutputStream sealed = SealedForm.SM4_CBC.seal(out, certificates, new SecureRandom(), folder)) {
            int half = content.length / 2;
            sealed.write(content, 0, half);
            sealed.write(content, half, content.length - half);
        }
        return out.toByteArray();
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(SEED).nextBytes(content);
        return content;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
