package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DigestTableTest {
    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void itHoldsWhatAMapHolds(long seed) {
        Random random = new Random(seed);
        DigestTable table = new DigestTable(1);
        Map<Digest, Long> map = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            // Few values of both halves, so that many share a slot and some are met again.
            Digest key = new Digest(random.nextInt(8), random.nextInt(256) * 4096L);
            int row = table.find(key);
            assertThat(row != DigestTable.ABSENT).isEqualTo(map.containsKey(key));
            long value = random.nextLong();
            table.set(row == DigestTable.ABSENT ? table.add(key) : row, 0, value);
            map.put(key, value);
        }
        map.forEach((key, value) -> assertThat(table.get(table.find(key), 0)).isEqualTo(value));
    }

    @Test
    void aRowTakesItsNumbersAndElevenBytesAtMost() {
        DigestTable table = new DigestTable(2);
        Digest.Maker digests = new Digest.Maker();
        for (int rows = 1; rows <= 100_000; rows++) {
            table.add(digests.of(Integer.toString(rows)));
            if (rows % 1_000 == 0) {
                assertThat(table.bytes()).isLessThan(rows * (4 * 8L + 16) + 4 * 8 * 1_024);
            }
        }
    }
}
