package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilterTest {
    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 1_000, 50_000})
    void noKeyIsDeniedAndFewAreTakenForPresent(int count) {
        List<UUID> keys = keys(count);
        KeyFilter filter = KeyFilter.forKeys(count);
        keys.forEach(filter::add);
        KeyFilter read = KeyFilter.read(filter.toByteArray());
        assertThat(keys).allMatch(read::mayContain);
        long wrong = keys(20_000).stream().filter(read::mayContain).count();
        assertThat(wrong).isLessThan(200);
    }

    private List<UUID> keys(int count) {
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(count)
                .toList();
    }
}
