package io.tidings.node.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.Append;
import io.tidings.node.store.Append.StateChange;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.VersionAuthority;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds when a transfer is cut off in its midst: by a crash, a full disk, a quota. */
class TransferIT {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final UUID INDICATORS = new UUID(1, 1);
    private static final UUID CLAIMS = new UUID(2, 2);
    private static final VersionAuthority ANYBODY = (offered, held) -> true;
    private static final VersionAuthority NOBODY = (offered, held) -> false;
    private static final long FLOOR = 100 << 20;

    @TempDir
    Path directory;

    private final AtomicLong free = new AtomicLong(2 * FLOOR);
    private final Quotas quotas = new Quotas(CLOCK);
    private Store store;

    @BeforeEach
    void open() {
        store = JdbcStore.open(StoreOptions.h2(directory.resolve("store")), CLOCK);
        store.createCollection(INDICATORS, "indicators", "Indicators", Optional.empty());
        store.createCollection(CLAIMS, "~claims", "Claims", Optional.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Intake intake(Store over) {
        return new Intake(
                new Intake.Places(
                        over,
                        CLAIMS,
                        new Quarantine(over, new QuarantineBounds(10, 1 << 20, Duration.ofDays(30)), CLOCK),
                        new DiskSpace(directory, FLOOR, free::get)),
                Intake.Rules.of(ContentBounds.standard(), new Validity(Profile.INTEROPERABLE)),
                quotas);
    }

    private static Delivery delivery(VersionAuthority authority, Optional<Long> perDay) {
        return new Delivery(
                INDICATORS,
                new Receipt("peer:b", "follow", NOW, Optional.empty(), Optional.empty(), "r"),
                Tlp.RED,
                Optional.empty(),
                perDay,
                authority,
                Acceptance.quarantining());
    }

    private static String indicator(int number, int version) {
        return "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--00000000-0000-4000-8000-"
                + String.format("%012d", number)
                + "\",\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:0" + version
                + ".000Z\",\"pattern\":\"[ipv4-addr:value = '192.0.2.1']\",\"pattern_type\":\"stix\","
                + "\"valid_from\":\"2026-01-01T00:00:00Z\"}";
    }

    private static byte[] envelope(List<String> objects) {
        return ("{\"objects\":[" + String.join(",", objects) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Element> elements(String... objects) throws Exception {
        List<Element> elements = new ArrayList<>();
        try (ContentReader reader =
                ContentReader.over(ByteSlice.of(envelope(List.of(objects))), ContentBounds.standard())) {
            for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                elements.add(next.get());
            }
        }
        return elements;
    }

    private static List<StateChange> cursor(String value) {
        return List.of(new StateChange("cursors", "b", value));
    }

    private Optional<String> cursor() {
        return store.state("cursors", "b");
    }

    private int held(UUID collection) {
        return store.entries(collection, 0, 10_000).size();
    }

    /** The real store, but for the appends that {@code lost} says, which a crash came before. */
    private Store losing(Predicate<Append> lost) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("append") && lost.test((Append) arguments[0])) {
                        return CompletableFuture.failedFuture(
                                new StoreUnavailableException("killed", new IOException("killed")));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void aCursorIsNeverDurableBeforeTheClaimThatCameWithIt() throws Exception {
        intake(store).take(delivery(NOBODY, Optional.empty()), elements(indicator(1, 1)), cursor("first"));
        Delivery unauthorised = delivery(NOBODY, Optional.empty());
        List<Element> batch = elements(indicator(1, 2), indicator(2, 1));

        Intake cutOff = intake(losing(append -> append.collection().equals(CLAIMS)));
        assertThatThrownBy(() -> cutOff.take(unauthorised, batch, cursor("second")))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(cursor()).contains("first");
        assertThat(held(CLAIMS)).isZero();

        IntakeReport again = intake(store).take(unauthorised, batch, cursor("second"));
        assertThat(again.alreadyHeld()).isEqualTo(1);
        assertThat(again.claimed()).isEqualTo(1);
        assertThat(cursor()).contains("second");
        assertThat(held(CLAIMS)).isEqualTo(1);
        assertThat(held(INDICATORS)).isEqualTo(2);
    }

    @Test
    void aFullDiskStopsATransferBeforeItsNextBatch() throws Exception {
        Intake intake = intake(store);
        Delivery delivery = delivery(ANYBODY, Optional.empty());
        intake.take(delivery, elements(indicator(1, 1)), cursor("first"));
        free.set(FLOOR - 1);
        assertThatThrownBy(() -> intake.take(delivery, elements(indicator(2, 1)), cursor("second")))
                .isInstanceOfSatisfying(DiskFullException.class, full -> {
                    assertThat(full.freeBytes()).isEqualTo(FLOOR - 1);
                    assertThat(full.floorBytes()).isEqualTo(FLOOR);
                })
                .hasMessageContaining("limits.disk-floor of 100 MiB")
                .hasMessageContaining("make room");
        assertThatThrownBy(() -> intake.requireRoom(delivery)).isInstanceOf(DiskFullException.class);
        assertThat(held(INDICATORS)).isEqualTo(1);
        assertThat(cursor()).contains("first");
        assertThat(intake.disk().refusals()).isEqualTo(2);

        free.set(FLOOR);
        intake.take(delivery, elements(indicator(2, 1)), cursor("second"));
        assertThat(held(INDICATORS)).isEqualTo(2);
        assertThat(cursor()).contains("second");
    }

    @Test
    void aDiskThatFillsUpStopsLongContentBetweenBatches() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 7_000; i++) {
            many.add(indicator(i, 1));
        }
        byte[] envelope = envelope(many);
        Intake intake = intake(store);
        assertThatThrownBy(() -> intake.take(
                        delivery(ANYBODY, Optional.empty()),
                        () -> new ByteArrayInputStream(envelope),
                        done -> free.set(FLOOR - 1)))
                .isInstanceOf(DiskFullException.class);
        assertThat(held(INDICATORS)).isBetween(1_000, 6_999);

        free.set(FLOOR);
        IntakeReport again =
                intake.take(delivery(ANYBODY, Optional.empty()), () -> new ByteArrayInputStream(envelope), done -> {});
        assertThat(again.successes()).isEqualTo(7_000);
        assertThat(held(INDICATORS)).isEqualTo(7_000);
    }

    @Test
    void aQuotaStopsATransferBetweenBatchesAndLosesNothing() throws Exception {
        Intake intake = intake(store);
        Delivery delivery = delivery(ANYBODY, Optional.of(3L));
        intake.take(delivery, elements(indicator(1, 1), indicator(2, 1)), cursor("first"));
        // What is held already costs nothing.
        intake.take(delivery, elements(indicator(1, 1), indicator(2, 1)), cursor("first again"));
        IntakeReport last =
                intake.take(delivery, elements(indicator(3, 1), indicator(4, 1), indicator(5, 1)), cursor("second"));
        assertThat(last.stored()).isEqualTo(3);
        assertThatThrownBy(() -> intake.take(delivery, elements(indicator(6, 1)), cursor("third")))
                .isInstanceOfSatisfying(
                        QuotaUsedUpException.class,
                        used -> assertThat(used.retryAfter()).isGreaterThan(Duration.ofHours(23)))
                .hasMessageContaining("3 objects a day from peer:b");
        assertThat(cursor()).contains("second");
        assertThat(held(INDICATORS)).isEqualTo(5);
    }
}
