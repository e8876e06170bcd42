package io.tidings.node.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealKeyTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @EnumSource(SealAlgorithm.class)
    void aKeyComesBackAsItWasWritten(SealAlgorithm algorithm) {
        PrivateSealKey made = PrivateSealKey.generate(algorithm, random);

        PrivateSealKey read = PrivateSealKey.parse(algorithm, made.encoded());
        PublicSealKey known = PublicSealKey.of(
                algorithm,
                made.publicKey().jwk().get("x"),
                Optional.ofNullable(made.publicKey().jwk().get("y")));

        assertThat(read.publicKey()).isEqualTo(made.publicKey());
        assertThat(known.thumbprint()).isEqualTo(made.publicKey().thumbprint());
        assertThat(known.verifies(MESSAGE, read.sign(MESSAGE))).isTrue();
        assertThat(known.verifies("another".getBytes(StandardCharsets.UTF_8), read.sign(MESSAGE)))
                .isFalse();
        assertThat(made.toString()).doesNotContain(Base64.getEncoder().encodeToString(made.encoded()));
    }

    @Test
    void theJdkVerifiesWhatWeSign() throws Exception {
        PrivateSealKey ec = PrivateSealKey.generate(SealAlgorithm.ES256, random);
        Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
        es256.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(ec.publicKey().encoded())));
        es256.update(MESSAGE);
        assertThat(es256.verify(ec.sign(MESSAGE))).isTrue();

        PrivateSealKey ed = PrivateSealKey.generate(SealAlgorithm.EDDSA, random);
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(ed.publicKey().encoded())));
        ed25519.update(MESSAGE);
        assertThat(ed25519.verify(ed.sign(MESSAGE))).isTrue();
    }

    @Test
    void theThumbprintIsThatOfTheStandardsExample() {
        // RFC 8037 appendix A.3
        PublicSealKey key =
                PublicSealKey.of(SealAlgorithm.EDDSA, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", Optional.empty());

        assertThat(key.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void aPointOffTheCurveIsNoKey() {
        PublicSealKey key = PrivateSealKey.generate(SealAlgorithm.ES256, random).publicKey();
        String x = String.valueOf(key.jwk().get("x"));

        assertThatThrownBy(() -> PublicSealKey.of(SealAlgorithm.ES256, x, Optional.of(x)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PublicSealKey.of(SealAlgorithm.ES256, x, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textWithBitsThatNobodyReadsIsRefused() {
        assertThat(Bytes.parse("AA")).containsExactly(0);
        assertThatThrownBy(() -> Bytes.parse("AB")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bytes.parse("AA==")).isInstanceOf(IllegalArgumentException.class);
    }
}
