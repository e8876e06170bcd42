package io.tidings.node.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScryptHashTest {
    private static final String SALT_AND_HASH = "$c2FtcGxlLW5vdC1zZWNyZXQ$EmK2uG70u3Dw7VasObnIE9rKjI/+TFR5KcxPkQVZ/mA";
    private final ScryptHash quick = new ScryptHash(new SecureRandom(), 4, 1);

    @Test
    void aHashThatPythonMadeIsRead() {
        var hash = new PasswordHash("$scrypt$ln=14,r=8,p=1" + SALT_AND_HASH);
        assertThat(quick.matches(bytes("sample-password"), hash)).isTrue();
        assertThat(quick.matches(bytes("Sample-password"), hash)).isFalse();
    }

    @Test
    void theUsualCostIsWritten() {
        assertThat(new ScryptHash(new SecureRandom()).hash(bytes("x")).encoded())
                .startsWith("$scrypt$ln=14,r=8,p=5$");
    }

    @Test
    void twoHashesOfOneSecretDifferAndBothMatch() {
        PasswordHash one = quick.hash(bytes("密码"));
        PasswordHash other = quick.hash(bytes("密码"));
        assertThat(one).isNotEqualTo(other);
        assertThat(quick.matches(bytes("密码"), one)).isTrue();
        assertThat(quick.matches(bytes("密码"), other)).isTrue();
        assertThat(one.toString()).isEqualTo("PasswordHash[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$scrypt$ln=18,r=8,p=1" + SALT_AND_HASH,
                "$scrypt$ln=14,r=99,p=1" + SALT_AND_HASH,
                "$scrypt$ln=14,r=8,p=99" + SALT_AND_HASH,
                "$scrypt$ln=0,r=8,p=1" + SALT_AND_HASH,
                "$scrypt$ln=14,r=8,p=1$short$short",
                "$argon2id$v=19$m=65536",
                ""
            })
    void aHashThatAsksTooMuchOrHasAnotherFormMatchesNothing(String encoded) {
        assertThat(ScryptHash.isReadable(new PasswordHash(encoded))).isFalse();
        assertThat(quick.matches(bytes("x"), new PasswordHash(encoded))).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
