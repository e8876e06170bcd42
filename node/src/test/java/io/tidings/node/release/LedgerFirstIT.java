package io.tidings.node.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.Append;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.marking.Tlp;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing leaves unrecorded (I-7), over a real store. */
class LedgerFirstIT {
    private static final UUID COLLECTION = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final String CHAIN = "client:tip " + COLLECTION;
    private static final String OBJECT =
            "{\"type\":\"ipv4-addr\",\"id\":\"ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd\","
                    + "\"value\":\"198.51.100.3\"}";

    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();
    private final AgreementBook book = new AgreementBook(List.of(), List.of(), "sha256:rules");
    private Store store;
    private StoredCollection collection;

    @BeforeEach
    void oneObject() throws IOException, MalformedContentException {
        store = JdbcStore.open(StoreOptions.h2(directory.resolve("store")), clock);
        collection = store.createCollection(COLLECTION, "indicators", "Indicators", Optional.empty());
        Element.Sound object = (Element.Sound) ObjectReader.read(ByteSlice.ofText(OBJECT), ContentBounds.standard());
        store.append(new Append(
                        COLLECTION,
                        List.of(object.object()),
                        new Receipt("operator", "publish", clock.instant(), Optional.empty(), Optional.empty(), "r"),
                        List.of(),
                        (offered, held) -> true))
                .join();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPageIsInTheLedgerWhenItIsHandedOver() {
        assertThat(release(store).objects(tip(), collection, everything()).count())
                .isEqualTo(1);
        assertThat(store.releasesOf(store.versions(COLLECTION, id()).get(0)))
                .extracting("principal", "rules", "count")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("client:tip", "sha256:rules", 1));
    }

    @Test
    void aPageThatCannotBeRecordedIsNotHandedOver() {
        Release release = release(recordingFails());
        assertThatThrownBy(() -> release.objects(tip(), collection, everything()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> release.manifest(tip(), collection, everything()))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whatIsTakenForAPackageIsRecordedWhenThatIsWhole() {
        PackageDraw draw = release(store).draw(tip(), CHAIN, UUID.randomUUID());
        assertThat(draw.page(collection, everything()).count()).isEqualTo(1);
        assertThat(recorded()).isEmpty();
        draw.record();
        assertThat(recorded())
                .extracting("principal", "channel", "rules", "count")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("client:tip", "package", "sha256:rules", 1));
        release(store).recordDrawn(CHAIN);
        assertThat(recorded()).as("recorded once").hasSize(1);
    }

    @Test
    void whatWasTakenForAPackageBeforeACrashIsRecordedAfterIt() {
        PackageDraw before = release(store).draw(tip(), CHAIN, UUID.randomUUID());
        for (int page = 0; page < 70; page++) { // more than are recorded at once
            before.page(collection, everything());
        }
        before.record();
        release(store).draw(tip(), CHAIN, UUID.randomUUID()).page(collection, everything());
        Release after = release(store);
        after.recordDrawn(CHAIN);
        after.recordDrawn(CHAIN);
        assertThat(recorded()).hasSize(70 + 1);
    }

    @Test
    void whatIsGivenBackIsNeverRecorded() {
        PackageDraw draw = release(store).draw(tip(), CHAIN, UUID.randomUUID());
        draw.page(collection, everything());
        draw.giveBack();
        release(store).recordDrawn(CHAIN);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void whatTakesLongIsRecordedAsItGoesSinceRecallsAskTheLedger() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Clock moved = new Clock() {
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
                return now.get();
            }
        };
        PackageDraw draw = new Release(store, () -> book, new Quotas(moved), moved, ReleaseOptions.standard())
                .draw(tip(), CHAIN, UUID.randomUUID());
        draw.page(collection, everything());
        assertThat(recorded()).isEmpty();
        now.set(now.get().plus(Duration.ofMinutes(11)));
        draw.page(collection, everything());
        assertThat(recorded()).hasSize(2);
        draw.giveBack();
        release(store).recordDrawn(CHAIN);
        assertThat(recorded()).hasSize(2);
    }

    @Test
    void whatCannotBeNotedForAPackageIsNotHandedOver() {
        PackageDraw draw = release(failing("putState")).draw(tip(), CHAIN, UUID.randomUUID());
        assertThatThrownBy(() -> draw.page(collection, everything())).isInstanceOf(StoreUnavailableException.class);
        PackageDraw unrecorded = release(recordingFails()).draw(tip(), CHAIN, UUID.randomUUID());
        unrecorded.page(collection, everything());
        assertThatThrownBy(unrecorded::record).isInstanceOf(StoreUnavailableException.class);
    }

    private List<io.tidings.node.store.Release> recorded() {
        return store.releasesOf(store.versions(COLLECTION, id()).get(0));
    }

    private Release release(Store over) {
        return new Release(over, () -> book, new Quotas(clock), clock, ReleaseOptions.standard());
    }

    /** The real store, but for the ledger, whose disk is full. */
    private Store recordingFails() {
        return failing("recordRelease");
    }

    private Store failing(String what) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(what)) {
                        return CompletableFuture.failedFuture(
                                new StoreUnavailableException("disk full", new IOException("no space left")));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private static io.tidings.stix.identifier.StixId id() {
        return new io.tidings.stix.identifier.StixId("ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd");
    }

    private static Principal tip() {
        return new Principal.OfClient(new Client(
                "tip",
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of(),
                false,
                List.of(new Grant.Read(
                        "indicators", Tlp.RED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:agreement"));
    }

    private static ObjectsQuery everything() {
        return new ObjectsQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
