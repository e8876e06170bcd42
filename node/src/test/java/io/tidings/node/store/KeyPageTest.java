package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyPageTest {
    private final Random random = new Random(3);

    @Test
    void versionsAreFoundByKeyAsTheyWereWritten() {
        List<ObjectVersion> versions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            versions.add(version(new UUID(random.nextLong(), random.nextLong()), i));
        }
        UUID twice = versions.get(7).key();
        versions.add(version(twice, 1_000));
        byte[] page = KeyPage.write(
                versions.stream().map(KeySlot::of).sorted(KeySlot.ORDER).toList());
        for (ObjectVersion version : versions) {
            assertThat(KeyPage.find(page, version.key()))
                    .usingRecursiveFieldByFieldElementComparator()
                    .contains(version);
        }
        assertThat(KeyPage.find(page, twice)).hasSize(2);
        assertThat(KeyPage.find(page, new UUID(0, 0))).isEmpty();
    }

    @Test
    void aPageReadAndWrittenAgainIsTheSame() {
        List<KeySlot> slots = List.of(KeySlot.of(version(new UUID(1, 1), 5)), KeySlot.of(version(new UUID(-1, 1), 6)));
        byte[] page = KeyPage.write(slots);
        List<KeySlot> read = new ArrayList<>();
        KeyPage.read(page, read);
        assertThat(KeyPage.write(read)).isEqualTo(page);
    }

    @Test
    void keysThatBeginAlikeShareAPageWhateverTheirSign() {
        var run = new KeyRun(1, 1_000, KeyRun.bits(1_000));
        assertThat(run.bits()).isEqualTo(3);
        assertThat(run.page(new UUID(0, 0))).isZero();
        assertThat(run.page(new UUID(-1, 0))).isEqualTo(7);
        assertThat(run.endOf(7)).isEqualTo(run.pageId(7, 255) + 1);
        assertThat(new KeyRun(2, 1, 0).pageId(0, 0)).isGreaterThan(run.endOf(7));
        assertThat(new KeyRun(2, 1, 0).page(new UUID(-1, 0))).isZero();
    }

    private ObjectVersion version(UUID key, long added) {
        return new ObjectVersion(
                key,
                random.nextInt(1_000),
                added + 1_700_000_000_000_000L,
                20_001,
                "2024-01-01T00:00:00." + random.nextInt(1_000_000),
                new UUID(random.nextLong(), random.nextLong()),
                random.nextInt(100_000),
                random.nextLong());
    }
}
