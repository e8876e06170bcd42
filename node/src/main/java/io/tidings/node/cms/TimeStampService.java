package io.tidings.node.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A time stamp authority that is asked over HTTP (RFC 3161 §3.4). Blocks; the answer is bound to the question by a nonce. */
public final class TimeStampService implements DetachedSignature.Stamp {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 64 << 10;
    private static final int NONCE_BITS = 64;

    private final URI url;
    private final SecureRandom random;
    private final Duration patience;

    public TimeStampService(URI url, SecureRandom random) {
        this(url, random, PATIENCE);
    }

    /** @param patience for the whole answer, to its last byte */
    TimeStampService(URI url, SecureRandom random, Duration patience) {
        this.url = url;
        this.random = random;
        this.patience = patience;
    }

    @Override
    public byte[] over(byte[] signature) throws IOException {
        TimeStampQuestion question = TimeStampQuestion.over(signature, Optional.of(new BigInteger(NONCE_BITS, random)));
        try {
            return question.token(answer(question.encoded()));
        } catch (IOException failed) {
            throw new IOException(
                    "no time stamp could be had from " + url + " (" + failed.getMessage()
                            + "); see that it is reachable from here, or take packages.time-stamp out of the configuration"
                            + " and have packages stamped by file: tidings package stamp",
                    failed);
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("it answered with the status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException late) {
            throw new IOException("there was no whole answer within " + patience.toSeconds() + " seconds", late);
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", interrupted);
        } finally {
            asked.cancel(true);
        }
    }
}
