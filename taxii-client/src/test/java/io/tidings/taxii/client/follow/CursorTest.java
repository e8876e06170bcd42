package io.tidings.taxii.client.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void itsTextGivesItBack() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            Cursor cursor = new Cursor(
                    time(random),
                    random.nextBoolean() ? Optional.of("n;ä\n" + random.nextInt()) : Optional.empty(),
                    time(random));
            assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
            assertThat(cursor.text()).matches("[!-~]+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1;-;-", "2;-;-;-", "1;yesterday;-;-", "1;-;-;***"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<Instant> time(Random random) {
        return random.nextBoolean()
                ? Optional.of(
                        Instant.ofEpochSecond(1_700_000_000L + random.nextInt(), random.nextInt(1_000_000) * 1_000L))
                : Optional.empty();
    }
}
