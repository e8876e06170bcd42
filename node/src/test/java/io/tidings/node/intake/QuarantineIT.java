package io.tidings.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.Entry;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounds of what is kept aside. */
class QuarantineIT {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration AGE = Duration.ofDays(30);

    @TempDir
    Path directory;

    private final UUID indicators = new UUID(1, 1);
    private Store store;

    @BeforeEach
    void open() {
        store = JdbcStore.open(StoreOptions.h2(directory.resolve("store")), Clock.fixed(NOW, ZoneOffset.UTC));
        store.createCollection(indicators, "indicators", "Indicators", Optional.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Quarantine quarantine(QuarantineBounds bounds, Instant now) {
        return new Quarantine(store, bounds, Clock.fixed(now, ZoneOffset.UTC));
    }

    private IntakeReport take(Quarantine quarantine, String source, int... numbers) throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var intake = new Intake(
                new Intake.Places(store, new UUID(2, 2), quarantine, DiskSpace.of(directory, 0)),
                Intake.Rules.of(ContentBounds.standard(), new Validity(Profile.INTEROPERABLE)),
                new Quotas(clock));
        List<Element> elements = new ArrayList<>();
        for (int number : numbers) {
            elements.add(faulty(number));
        }
        var receipt = new Receipt(source, "follow", NOW, Optional.empty(), Optional.empty(), "r");
        return intake.take(
                new Delivery(
                        indicators,
                        receipt,
                        Tlp.RED,
                        Optional.empty(),
                        Optional.empty(),
                        (offered, held) -> true,
                        Acceptance.quarantining()),
                elements,
                List.of());
    }

    private static String id(int number) {
        return "indicator--00000000-0000-4000-8000-" + String.format("%012d", number);
    }

    /** Without a pattern. */
    private static Element faulty(int number) throws Exception {
        String object = "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"" + id(number)
                + "\",\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:00.000Z\","
                + "\"valid_from\":\"2026-01-01T00:00:00Z\"}";
        byte[] envelope = ("{\"objects\":[" + object + "]}").getBytes(StandardCharsets.UTF_8);
        try (ContentReader reader = ContentReader.over(ByteSlice.of(envelope), ContentBounds.standard())) {
            return reader.next().orElseThrow();
        }
    }

    private static List<String> held(Quarantine quarantine) {
        List<String> ids = new ArrayList<>();
        for (Quarantine.Ward ward : quarantine.wards()) {
            quarantine.forEach(ward, (Entry entry) -> ids.add(entry.id().value()));
        }
        return ids;
    }

    @Test
    void beyondItsBoundTheOldestOfASourceGoAndNoOthers() throws Exception {
        Quarantine quarantine = quarantine(new QuarantineBounds(3, 1 << 20, AGE), NOW);
        take(quarantine, "peer:b", 1, 2);
        take(quarantine, "peer:c", 9);
        IntakeReport report = take(quarantine, "peer:b", 3, 4);
        assertThat(report.quarantined()).isEqualTo(2);
        assertThat(held(quarantine)).containsExactlyInAnyOrder(id(3), id(4), id(9));
    }

    @Test
    void itsBoundHoldsAfterARestart() throws Exception {
        take(quarantine(new QuarantineBounds(10, 1 << 20, AGE), NOW), "peer:b", 1, 2, 3);
        Quarantine again = quarantine(new QuarantineBounds(10, 600, AGE), NOW);
        take(again, "peer:b", 4);
        assertThat(held(again)).contains(id(4)).doesNotContain(id(1));
    }

    @Test
    void whatIsTooOldGoesAtTheNextSweep() throws Exception {
        var bounds = new QuarantineBounds(10, 1 << 20, AGE);
        take(quarantine(bounds, NOW), "peer:b", 1);
        quarantine(bounds, NOW.plus(AGE).minusSeconds(1)).sweep();
        assertThat(held(quarantine(bounds, NOW))).containsExactly(id(1));
        quarantine(bounds, NOW.plus(AGE).plusSeconds(1)).sweep();
        assertThat(held(quarantine(bounds, NOW))).isEmpty();
    }

    @Test
    void theSameFaultyObjectSentTwiceIsThereOnce() throws Exception {
        Quarantine quarantine = quarantine(new QuarantineBounds(10, 1 << 20, AGE), NOW);
        take(quarantine, "peer:b", 1);
        assertThat(take(quarantine, "peer:b", 1).quarantined()).isEqualTo(1);
        assertThat(held(quarantine)).containsExactly(id(1));
    }
}
