package io.tidings.node.cms;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** A time stamp authority that is asked over HTTP (RFC 3161 §3.4). Blocks; the answer is bound to the question by a nonce. */
public final class TimeStampService implements DetachedSignature.Stamp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 64 << 10;
    private static final int NONCE_BITS = 64;

    private final URI url;
    private final SecureRandom random;

    public TimeStampService(URI url, SecureRandom random) {
        this.url = url;
        this.random = random;
    }

    @Override
    public byte[] over(byte[] signature) throws IOException {
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            TimeStampRequest request = generator.generate(
                    TSPAlgorithms.SHA256,
                    MessageDigest.getInstance("SHA-256").digest(signature),
                    new BigInteger(NONCE_BITS, random));
            var response = new TimeStampResponse(answer(request.getEncoded()));
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new IOException(
                        "the time stamp authority at " + url + " gave none: " + response.getStatusString());
            }
            return response.getTimeStampToken().getEncoded();
        } catch (TSPException | GeneralSecurityException wrong) {
            throw new IOException(
                    "the time stamp authority at " + url + " did not answer as RFC 3161 says: " + wrong.getMessage(),
                    wrong);
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException(
                            "the time stamp authority at " + url + " answered with " + response.statusCode());
                }
                return body.readNBytes(MOST_BYTES);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + url + " for a time stamp", interrupted);
        }
    }
}
