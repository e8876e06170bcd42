package io.tidings.node.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** What a time stamp authority is asked about a signature (RFC 3161 §2.4.1), and what of its answer is taken. */
public final class TimeStampQuestion {
    private final TimeStampRequest request;

    private TimeStampQuestion(TimeStampRequest request) {
        this.request = request;
    }

    /**
     * @param signature the value that is to be stamped
     * @param nonce binds the answer to this very question; absent where the two go by file, and any true stamp of the
     *     signature will do
     */
    public static TimeStampQuestion over(byte[] signature, Optional<BigInteger> nonce) {
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(signature);
            return new TimeStampQuestion(
                    nonce.isPresent()
                            ? generator.generate(TSPAlgorithms.SHA256, digest, nonce.get())
                            : generator.generate(TSPAlgorithms.SHA256, digest));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a question over a digest can always be written", impossible);
        }
    }

    /** As it goes to the authority: what {@code openssl ts -reply -queryfile} reads. */
    public byte[] encoded() throws IOException {
        return request.getEncoded();
    }

    /**
     * The token of an answer to this question.
     *
     * @param answer a TimeStampResp, or a token alone as {@code openssl ts -reply -token_out} writes it
     * @throws IOException if it is none, or answers another question
     */
    public byte[] token(byte[] answer) throws IOException {
        try {
            if (isToken(answer)) {
                return answer; // whether it is over this signature is asked when it is put beside it
            }
            var response = new TimeStampResponse(answer);
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new IOException("there is no time stamp in it: status " + response.getStatus()
                        + (response.getStatusString() == null ? "" : ", " + response.getStatusString()));
            }
            return response.getTimeStampToken().getEncoded();
        } catch (TSPException | RuntimeException wrong) { // Bouncy Castle throws many kinds at what is none
            throw new IOException("it is no answer as RFC 3161 says: " + wrong.getMessage(), wrong);
        }
    }

    private static boolean isToken(byte[] answer) {
        ASN1Sequence sequence = ASN1Sequence.getInstance(answer);
        return sequence.size() > 0 && sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier;
    }
}
