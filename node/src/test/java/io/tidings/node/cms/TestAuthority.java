package io.tidings.node.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time stamp authority (RFC 3161), for tests. */
public final class TestAuthority implements DetachedSignature.Stamp {
    private final SigningKey key;
    private final Instant at;

    public TestAuthority(SigningKey key, Instant at) {
        this.key = key;
        this.at = at;
    }

    /** A key whose certificate is for time stamps. */
    public static SigningKey key(String kind) throws Exception {
        return TestCertificates.of("TSA")
                .kind(kind)
                .valid(Instant.now().minus(Duration.ofDays(9)), Instant.now().plus(Duration.ofDays(9)))
                .usage(KeyUsage.digitalSignature, KeyPurposeId.id_kp_timeStamping)
                .make();
    }

    /** The answer to a question, as it goes over HTTP or by file. */
    public byte[] answer(byte[] question) throws Exception {
        return answer(new TimeStampRequest(question));
    }

    byte[] answer(TimeStampRequest request) throws Exception {
        return new TimeStampResponseGenerator(generator(), TSPAlgorithms.ALLOWED)
                .generate(request, BigInteger.ONE, Date.from(at))
                .getEncoded();
    }

    /** The answer to the same question about something else. */
    byte[] answerAboutAnother(byte[] question) throws Exception {
        return answer(request("another".getBytes(java.nio.charset.StandardCharsets.US_ASCII), nonce(question)));
    }

    /** The answer to a question with another nonce. */
    byte[] answerToAnother(byte[] question) throws Exception {
        var asked = new TimeStampRequest(question);
        return answer(generator(asked.getMessageImprintDigest(), Optional.of(BigInteger.TEN)));
    }

    private static Optional<BigInteger> nonce(byte[] question) throws IOException {
        return Optional.ofNullable(new TimeStampRequest(question).getNonce());
    }

    /** A token over a signature, without a question. */
    @Override
    public byte[] over(byte[] signature) throws IOException {
        try {
            return generator()
                    .generate(request(signature, Optional.empty()), BigInteger.ONE, Date.from(at))
                    .getEncoded();
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }

    private static TimeStampRequest request(byte[] signature, Optional<BigInteger> nonce) throws Exception {
        return generator(MessageDigest.getInstance("SHA-256").digest(signature), nonce);
    }

    private static TimeStampRequest generator(byte[] digest, Optional<BigInteger> nonce) {
        var asking = new TimeStampRequestGenerator();
        asking.setCertReq(true);
        return nonce.isPresent()
                ? asking.generate(TSPAlgorithms.SHA256, digest, nonce.get())
                : asking.generate(TSPAlgorithms.SHA256, digest);
    }

    private TimeStampTokenGenerator generator() throws Exception {
        var provider = new BouncyCastleProvider();
        String algorithm = SigningAlgorithm.of(key.certificate().getPublicKey())
                .orElseThrow()
                .javaName();
        var generator = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .setProvider(provider)
                        .build(algorithm, key.key(), key.certificate()),
                new JcaDigestCalculatorProviderBuilder()
                        .setProvider(provider)
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                new ASN1ObjectIdentifier("1.2.3.4"));
        generator.addCertificates(new JcaCertStore(key.chain()));
        return generator;
    }
}
