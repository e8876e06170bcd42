package io.tidings.node.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsccTest {
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43", // the standard's own example
                "91110000802100433B",
                "91440300708461136T",
                "91110108551385082Q",
                "91110000100000000R"
            })
    void aCodeWithItsCheckCharacterIsValid(String code) {
        assertThat(Uscc.isValid(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y44",
                "91350100M000100Y4",
                "91350100M000100Y433",
                "91350100m000100Y43",
                "9135O100M000100Y43",
                "",
                "91110000100000XXXX"
            })
    void anyOtherTextIsNot(String code) {
        assertThat(Uscc.isValid(code)).isFalse();
    }

    @Test
    void oneWrongCharacterIsAlwaysFound() {
        long seed = 20261122;
        var random = new Random(seed);
        String code = "91350100M000100Y43";
        for (int i = 0; i < 2_000; i++) {
            int at = random.nextInt(code.length());
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            String changed = code.substring(0, at) + other + code.substring(at + 1);
            assertThat(Uscc.isValid(changed)).as("seed %s: %s", seed, changed).isEqualTo(changed.equals(code));
        }
    }
}
