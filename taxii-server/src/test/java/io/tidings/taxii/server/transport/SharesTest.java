package io.tidings.taxii.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {
    @Test
    void oneAloneHasUpToAHalf() {
        Shares shares = new Shares(64);
        for (int i = 0; i < 4; i++) {
            assertThat(shares.take("a", 8)).isTrue();
        }
        assertThat(shares.take("a", 8)).isFalse();
        assertThat(shares.used()).isEqualTo(32);
    }

    @Test
    void howeverManyHoldWhatTheyCanANewcomerGetsSomething() {
        Shares shares = new Shares(64 << 20);
        for (int i = 0; i < 15; i++) {
            assertThat(shares.take("holder " + i, 1)).as("holder %d", i).isTrue();
            while (shares.take("holder " + i, 1 << 20)) {
                assertThat(shares.used()).isLessThan(64 << 20);
            }
        }
        assertThat(shares.take("newcomer", 64 << 10)).isTrue();
    }

    @Test
    void aSoleUserGetsAnyNumberAndIsThenTheOnlyOne() {
        Shares shares = new Shares(64);
        assertThat(shares.take("a", 1_000)).isTrue();
        assertThat(shares.take("b", 1)).isFalse();
        shares.giveBack("a", 1_000);
        assertThat(shares.take("b", 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsGivenBackIsThereForOthers(long seed) {
        Random random = new Random(seed);
        Shares shares = new Shares(1_000);
        Map<String, Long> held = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            String owner = "owner " + random.nextInt(5);
            long bytes = random.nextInt(200);
            if (held.getOrDefault(owner, 0L) > 0 && random.nextBoolean()) {
                long back = Math.min(bytes, held.get(owner));
                shares.giveBack(owner, back);
                held.merge(owner, -back, Long::sum);
            } else if (shares.take(owner, bytes)) {
                held.merge(owner, bytes, Long::sum);
            }
            assertThat(shares.used())
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(held.values().stream().mapToLong(each -> each).sum())
                    .isLessThanOrEqualTo(1_000);
        }
        held.forEach(shares::giveBack);
        assertThat(shares.used()).isZero();
    }
}
