package io.tidings.stix.pattern.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocationsTest {
    private static final String[] PIECES = {"a", "\n", "\r", "\r\n", "\ud83d\ude00", "\ud83d", "\ude00", "xyz", "\u2028"
    };

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void aLocationIsWhatCountingFromTheBeginningGives(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(700); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        Locations locations = new Locations(text.toString());
        for (int i = 0; i < 20; i++) {
            int offset = random.nextInt(text.length() + 3) - 1;
            assertThat(locations.of(offset)).isEqualTo(counted(text.toString(), offset));
        }
    }

    private static Location counted(String text, int offset) {
        int end = Math.max(0, Math.min(offset, text.length()));
        int line = 1;
        int column = 1;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean lineEnds = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            boolean secondHalf = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c);
            line += lineEnds ? 1 : 0;
            column = lineEnds ? 1 : column + (secondHalf ? 0 : 1);
        }
        return new Location(line, column, end);
    }
}
