package io.tidings.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.quota.Quotas;
import io.tidings.node.store.Append;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Profile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collection's rule says is too old is deleted, and nothing else. */
class RetentionIT {
    private static final UUID RULED = new UUID(0, 1);
    private static final UUID FREE = new UUID(0, 2);

    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock();
    private Store store;
    private Retention retention;

    /** Moved by the test alone. */
    private static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void twoCollections() {
        store = JdbcStore.open(StoreOptions.h2(directory.resolve("store")), clock);
        store.createCollection(RULED, "ruled", "Ruled", Optional.empty());
        store.createCollection(FREE, "free", "Free", Optional.empty());
        Validity validity = new Validity(Profile.INTEROPERABLE);
        var quarantine = new Quarantine(store, new QuarantineBounds(10, 1 << 20, Duration.ofDays(1)), clock);
        Intake intake = new Intake(
                new Intake.Places(store, new UUID(0, 9), quarantine, DiskSpace.of(directory, 0)),
                Intake.Rules.of(ContentBounds.standard(), validity),
                new Quotas(clock));
        retention = new Retention(store, intake, Map.of("ruled", Duration.ofDays(90)), clock, () -> new UUID(3, 3));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(UUID collection, int first, int count) throws Exception {
        List<StixObject> objects = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            String text = "{\"type\":\"ipv4-addr\",\"id\":\"ipv4-addr--" + new UUID(0x4000L, 0x8000000000000000L | i)
                    + "\",\"value\":\"198.51.100." + i % 256 + "\"}";
            objects.add(((Element.Sound) ObjectReader.read(ByteSlice.ofText(text), ContentBounds.standard())).object());
        }
        store.append(new Append(
                        collection,
                        objects,
                        new Receipt("operator", "publish", clock.instant(), Optional.empty(), Optional.empty(), "r"),
                        List.of(),
                        (offered, held) -> true))
                .join();
    }

    @Test
    void onlyWhatIsTooOldInARuledCollectionGoes() throws Exception {
        add(RULED, 0, 1_200);
        add(FREE, 5_000, 10);
        clock.now = clock.now.plus(Duration.ofDays(60));
        add(RULED, 2_000, 7);
        assertThat(retention.sweep()).isZero();

        clock.now = clock.now.plus(Duration.ofDays(31));
        assertThat(retention.sweep()).isEqualTo(1_200);
        assertThat(store.entries(RULED, 0, 5_000)).hasSize(7);
        assertThat(store.entries(FREE, 0, 5_000)).hasSize(10);
        assertThat(retention.sweep()).isZero();
    }
}
