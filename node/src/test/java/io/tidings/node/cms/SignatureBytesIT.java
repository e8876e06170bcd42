package io.tidings.node.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte of signatures and of the time stamps beside them: some seconds, and nothing but the processor. */
class SignatureBytesIT {
    private static final byte[] CONTENT = "abc  manifest.json\n".getBytes(StandardCharsets.US_ASCII);
    private static final Instant AT = Instant.now();

    private final SignatureCheck check = new SignatureCheck();

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void noByteOfASignatureCanBeChanged(String kind) throws Exception {
        byte[] signature = sign(kind);
        check.check(CONTENT, signature);
        assertThat(SignatureBytes.unnoticed(signature, 0, 1, 1, changed -> check.check(CONTENT, changed)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EC, 1", "EC, 255", "RSA, 10"}) // 10 makes one way to write RSA another
    void noByteOfATimeStampCanBeChanged(String kind, int change) throws Exception {
        byte[] plain = sign("EC");
        byte[] token = new TestAuthority(TestAuthority.key(kind), AT).over(DetachedSignature.value(plain));
        byte[] signature = DetachedSignature.stamped(plain, token);
        assertThat(check.check(CONTENT, signature).stamp()).isPresent();
        assertThat(SignatureBytes.unnoticed(
                        signature, plain.length, 1, change, changed -> check.check(CONTENT, changed)))
                .isEmpty();
    }

    private static byte[] sign(String kind) throws Exception {
        SigningKey key = TestCertificates.of("Bank A").kind(kind).make();
        return new DetachedSignature(key, new SecureRandom()).sign(CONTENT, AT, Optional.empty());
    }
}
