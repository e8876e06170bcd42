package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidings.node.store.Append.StateChange;
import io.tidings.node.store.Appended.AlreadyHeld;
import io.tidings.node.store.Appended.Conflict;
import io.tidings.node.store.Appended.NotAuthorised;
import io.tidings.node.store.Appended.Stored;
import io.tidings.node.store.Release.Run;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does, whatever database it stands on. */
abstract class StoreContract {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final String V1 = "2024-01-01T00:00:00.000Z";
    static final String V2 = "2024-02-01T00:00:00.000Z";
    static final String V3 = "2024-03-01T00:00:00.000Z";
    static final VersionAuthority ANYBODY = (offered, held) -> true;

    final Random random = new Random(7);
    final UUID indicators = new UUID(1, 1);
    final UUID inbox = new UUID(2, 2);
    final TestClock clock = new TestClock();
    private final Map<Long, String> givers = new HashMap<>();
    Store store;

    /** Opens a store on a database that lasts for one test. */
    abstract StoreOptions options();

    Store opened() {
        return opened(options());
    }

    Store opened(StoreOptions options) {
        return JdbcStore.open(options, clock);
    }

    @BeforeEach
    void open() throws IOException {
        store = opened();
        store.createCollection(indicators, "indicators", "Indicators", Optional.empty());
        store.createCollection(inbox, "inbox", "Inbox", Optional.of("from others"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    void reopen() {
        store.close();
        store = opened();
    }

    // ---- holding back

    @Test
    void whatIsHeldBackIsListedForItsKeeperAlone() {
        append(indicators, Objects.some(random, 3));
        long shown = store.lastAdded(indicators);
        assertThat(store.heldBack(indicators, 0, 10)).isEmpty();
        store.holdBack(indicators, List.of()).join();
        append(indicators, Objects.some(random, 5));
        append(inbox, Objects.some(random, 2));

        List<Entry> held = store.heldBack(indicators, 0, 10);
        assertThat(held).hasSize(5).allMatch(entry -> entry.added() > shown);
        assertThat(store.heldBack(indicators, held.get(1).added(), 2)).isEqualTo(held.subList(2, 4));
        assertThat(store.entries(indicators, 0, 10)).hasSize(3);
        reopen();
        assertThat(store.heldBack(indicators, 0, 10)).hasSize(5);

        var receipt = new Receipt("operator", "package-abandon", NOW, Optional.empty(), Optional.empty(), "r");
        assertThat(store.remove(indicators, held.subList(0, 4), receipt).join()).isEqualTo(4);
        store.show(indicators, List.of()).join();
        assertThat(store.entries(indicators, 0, 10)).hasSize(4);
        assertThat(store.heldBack(indicators, 0, 10)).isEmpty();
    }

    // ---- collections

    @Test
    void collectionsSurviveReopeningAndAreListedById() {
        reopen();
        assertThat(store.collections()).extracting(StoredCollection::name).containsExactly("indicators", "inbox");
        assertThat(store.collection(inbox).orElseThrow().description()).contains("from others");
        assertThat(store.collection(new UUID(9, 9))).isEmpty();
    }

    @Test
    void aNameOrIdServesOnce() {
        assertThatThrownBy(() -> store.createCollection(new UUID(3, 3), "InBox", "x", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inbox");
        assertThatThrownBy(() -> store.createCollection(inbox, "other", "x", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.collections()).hasSize(2);
    }

    @Test
    void anUnknownCollectionIsRefusedByName() {
        UUID unknown = new UUID(9, 9);
        assertThatThrownBy(() -> store.read(unknown, 0, Long.MAX_VALUE, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(unknown.toString());
    }

    // ---- stamps

    @Test
    void aReservedStampLiesAfterWhatIsThereAndBeforeWhatComesAlsoInOneCommit() {
        append(indicators, Objects.some(random, 2));
        List<CompletableFuture<Long>> reserved = new ArrayList<>();
        List<Long> before = entries(indicators).stream().map(Entry::added).toList();
        for (int i = 0; i < 20; i++) { // some of them share a commit with entries
            reserved.add(store.reserve(indicators));
            append(indicators, Objects.some(random, 2));
        }
        List<Long> stamps = reserved.stream().map(CompletableFuture::join).toList();
        List<Long> entries = entries(indicators).stream().map(Entry::added).toList();

        assertThat(stamps).isSorted().doesNotHaveDuplicates().doesNotContainAnyElementsOf(entries);
        assertThat(stamps.get(0)).isGreaterThan(before.get(before.size() - 1));
        for (int i = 0; i < 20; i++) { // two entries came after each
            assertThat(entries.subList(2 + 2 * i, entries.size())).allMatch(stampAfter(stamps.get(i)));
        }
        assertThat(entries).isSorted().doesNotHaveDuplicates().hasSize(42);
        reopen();
        long last = join(store.reserve(indicators));
        assertThat(last).isGreaterThan(entries.get(41));
        assertThat(store.lastAdded(indicators)).isEqualTo(last);
    }

    private static java.util.function.Predicate<Long> stampAfter(long stamp) {
        return added -> added > stamp;
    }

    @Test
    void whatWasRemovedIsFoundByItsObject() {
        List<StixObject> objects = Objects.some(random, 2);
        append(indicators, objects);
        Entry gone = store.versions(indicators, objects.get(0).id()).get(0);
        join(store.remove(indicators, List.of(gone), receipt("operator")));

        assertThat(store.removed(objects.get(0).id()))
                .extracting(RemovedEntry::collection, RemovedEntry::added, RemovedEntry::versionKey)
                .containsExactly(
                        tuple(indicators, gone.added(), gone.head().version().sortKey()));
        assertThat(store.removed(objects.get(1).id())).isEmpty();
        assertThat(store.releasesAt(indicators, gone.added())).isEmpty();
    }

    @Test
    void stampsAreConsecutiveAndTheLastOfACommitIsAWholeMillisecond() {
        List<Long> stamps = stamps(append(indicators, Objects.some(random, 3)));
        long first = Microseconds.of(NOW);
        assertThat(stamps).containsExactly(first, first + 1, Microseconds.upToMillisecond(first + 2));
        assertThat(stamps.get(2) % 1000).isZero();
        assertThat(store.lastAdded(indicators)).isEqualTo(stamps.get(2));
        assertThat(store.lastAdded(inbox)).isZero();
    }

    @Test
    void stampsRiseThoughTheClockStandsOrIsSetBack() {
        long before = last(stamps(append(indicators, Objects.some(random, 5))));
        clock.now = NOW.minus(Duration.ofDays(1));
        long after = stamps(append(indicators, Objects.some(random, 1))).get(0);
        assertThat(after).isGreaterThan(before);
        reopen();
        assertThat(stamps(append(indicators, Objects.some(random, 1))).get(0)).isGreaterThan(after);
    }

    @Test
    void aStampIsNotGivenAgainAfterItsEntryIsRemoved() {
        clock.now = NOW;
        long removed = stamps(append(indicators, Objects.some(random, 1))).get(0);
        join(store.remove(indicators, entries(indicators), receipt("operator")));
        reopen();
        clock.now = NOW.minusSeconds(60);
        assertThat(stamps(append(indicators, Objects.some(random, 1))).get(0)).isGreaterThan(removed);
    }

    // ---- what is kept

    @Test
    void bytesAndHeadsComeBackAsTheyCame() {
        var plain = Objects.some(random);
        var sco = Objects.address(Objects.id("ipv4-addr", random), "10.0.0.1");
        var rich = rich();
        append(indicators, List.of(plain, sco, rich));
        reopen();
        LogPage page = all(indicators);
        assertThat(page.items())
                .extracting(LogPage.Item::bytes)
                .containsExactly(plain.bytes(), sco.bytes(), rich.bytes());
        assertThat(page.items())
                .extracting(item -> item.entry().head())
                .containsExactly(plain.head(), sco.head(), rich.head());
        Head read = page.items().get(2).entry().head();
        assertThat(read.modified().orElseThrow().text()).isEqualTo("2020-01-01T00:00:00.000000100Z");
        assertThat(page.items()).extracting(item -> item.entry().source()).containsOnly("peer:bank-b");
        assertThat(page.items())
                .extracting(item -> item.entry().length())
                .containsExactly(
                        plain.bytes().length(),
                        sco.bytes().length(),
                        rich.bytes().length());
    }

    private StixObject rich() {
        var head = new Head(
                Objects.id("x-acme-thing", random),
                new SpecVersion(2, 0),
                Optional.of(StixTimestamp.of("2020-01-01T00:00:00Z")),
                Optional.of(StixTimestamp.of("2020-01-01T00:00:00.000000100Z")),
                Optional.of(new StixId("identity--E5F1B90A-D9B6-40AB-81A9-8A29DF4B6B65")),
                true,
                List.of(Objects.GREEN, Objects.id("marking-definition", random)),
                List.of(
                        new GranularMarking(
                                Optional.of(Objects.GREEN), Optional.empty(), List.of("description", "name")),
                        new GranularMarking(Optional.empty(), Optional.of("de"), List.of("labels.[0]"))),
                List.of("ü", "", "漢字"));
        return Objects.of(head, "x");
    }

    @Test
    void neighboursOfOneChunkCanBeSentAsOneRun() {
        append(indicators, Objects.some(random, 3));
        append(indicators, Objects.some(random, 2));
        LogPage page = all(indicators);
        assertThat(page.items()).extracting(LogPage.Item::joined).containsExactly(false, true, true, false, true);
        for (int i = 1; i < page.items().size(); i++) {
            ByteSlice item = page.items().get(i).bytes();
            if (page.items().get(i).joined()) {
                ByteSlice before = page.items().get(i - 1).bytes();
                assertThat(item.array()).isSameAs(before.array());
                assertThat(item.offset()).isEqualTo(before.offset() + before.length() + 1);
                assertThat(item.array()[item.offset() - 1]).isEqualTo((byte) ',');
            }
        }
    }

    @Test
    void objectsOfAnySizeUpToSixteenMebibytesAreKept() {
        List<StixObject> objects = IntStream.of(600, 1 << 19, (1 << 20) + 7, 700, 16 << 20)
                .mapToObj(size -> Objects.withSize(Objects.id(random), size))
                .toList();
        append(indicators, objects);
        assertThat(all(indicators).items())
                .extracting(LogPage.Item::bytes)
                .containsExactlyElementsOf(
                        objects.stream().map(StixObject::bytes).toList());
    }

    @Test
    void aHeadLargerThanADatabaseValueIsKept() {
        List<String> labels = IntStream.range(0, 60_000)
                .mapToObj(i -> "a label that is quite long and has the number " + i)
                .toList();
        Head small = Objects.head(Objects.id(random), SpecVersion.V2_1, V1);
        var head = new Head(
                small.id(),
                small.specVersion(),
                small.created(),
                small.modified(),
                small.createdByRef(),
                false,
                List.of(),
                List.of(),
                labels);
        append(indicators, List.of(Objects.of(head, "y")));
        assertThat(all(indicators).items().get(0).entry().head().labels()).isEqualTo(labels);
    }

    // ---- duplicates

    @Test
    void theSameVersionAgainMakesNoEntry() {
        StixObject object = Objects.some(random);
        long stamp = stamps(append(indicators, List.of(object))).get(0);
        assertThat(append(indicators, List.of(object, object)))
                .containsExactly(new AlreadyHeld(stamp), new AlreadyHeld(stamp));
        assertThat(all(indicators).items()).hasSize(1);
    }

    @Test
    void theSameVersionTwiceInOneAppendIsStoredOnce() {
        StixObject object = Objects.some(random);
        List<Appended> outcome = append(indicators, List.of(object, object));
        assertThat(outcome.get(0)).isInstanceOf(Stored.class);
        assertThat(outcome.get(1)).isEqualTo(new AlreadyHeld(((Stored) outcome.get(0)).added()));
        assertThat(store.lastAdded(indicators)).isEqualTo(((Stored) outcome.get(0)).added());
    }

    @Test
    void otherContentUnderTheSameVersionIsAConflictAndTheFirstStays() {
        StixObject first = Objects.indicator(Objects.id(random), V1, "10.0.0.1");
        StixObject other = Objects.of(first.head(), "10.0.0.2");
        long stamp = stamps(append(indicators, List.of(first))).get(0);
        assertThat(append(indicators, List.of(other))).containsExactly(new Conflict(stamp, true));
        StixObject third = Objects.some(random);
        assertThat(append(indicators, List.of(third, Objects.of(third.head(), "other")))
                        .get(1))
                .isInstanceOf(Conflict.class);
        assertThat(all(indicators).items())
                .extracting(LogPage.Item::bytes)
                .containsExactly(first.bytes(), third.bytes());
    }

    @Test
    void timestampsThatAreEqualInstantsAreOneVersion() {
        StixId id = Objects.id(random);
        append(indicators, List.of(Objects.indicator(id, "2024-01-01T00:00:00.000Z")));
        List<Appended> outcome = append(indicators, List.of(Objects.indicator(id, "2024-01-01T00:00:00.000000Z")));
        assertThat(outcome.get(0)).isNotInstanceOf(Stored.class);
        assertThat(all(indicators).items()).hasSize(1);
    }

    @Test
    void anScoWithOtherContentIsAnUnversionedConflict() {
        StixId id = Objects.id("ipv4-addr", random);
        long stamp = stamps(append(indicators, List.of(Objects.address(id, "10.0.0.1"))))
                .get(0);
        assertThat(append(indicators, List.of(Objects.address(id, "10.0.0.2"))))
                .containsExactly(new Conflict(stamp, false));
    }

    @Test
    void collectionsHoldAnObjectIndependently() {
        StixObject object = Objects.some(random);
        assertThat(append(indicators, List.of(object)).get(0)).isInstanceOf(Stored.class);
        assertThat(append(inbox, List.of(object)).get(0)).isInstanceOf(Stored.class);
        assertThat(store.versions(object.id())).extracting(Entry::collection).containsExactly(indicators, inbox);
        assertThat(store.versions(inbox, object.id())).hasSize(1);
    }

    // ---- who may version

    @Test
    void aFurtherVersionNeedsAuthorityAndTheFirstDoesNot() {
        StixId id = Objects.id(random);
        VersionAuthority sameSource = (offered, held) -> held.source().equals("peer:bank-b");
        assertThat(append(indicators, "peer:bank-b", sameSource, Objects.indicator(id, V1)))
                .isInstanceOf(Stored.class);
        assertThat(append(indicators, "peer:bank-b", sameSource, Objects.indicator(id, V2)))
                .isInstanceOf(Stored.class);
        VersionAuthority nobody = (offered, held) -> false;
        assertThat(append(indicators, "peer:evil", nobody, Objects.indicator(id, V3)))
                .isEqualTo(new NotAuthorised(Optional.of("peer:bank-b")));
        assertThat(append(inbox, "peer:evil", nobody, Objects.indicator(id, V3)))
                .isEqualTo(new NotAuthorised(Optional.of("peer:bank-b")));
        assertThat(append(indicators, "peer:evil", nobody, Objects.indicator(id, V2)))
                .isInstanceOf(AlreadyHeld.class);
        assertThat(store.versions(id)).hasSize(2);
    }

    @Test
    void whatAnotherCollectionHoldsAndWhatNeverHasVersionsNeedsNoAuthority() {
        StixId id = Objects.id(random);
        VersionAuthority nobody = (offered, held) -> false;
        append(indicators, "peer:bank-b", nobody, Objects.indicator(id, V1));
        assertThat(append(inbox, "peer:evil", nobody, Objects.indicator(id, V1)))
                .isInstanceOf(Stored.class);
        StixId address = Objects.id("ipv4-addr", random);
        append(indicators, "peer:bank-b", nobody, Objects.address(address, "10.0.0.1"));
        assertThat(append(inbox, "peer:evil", nobody, Objects.address(address, "10.0.0.2")))
                .isInstanceOf(Stored.class);
    }

    @Test
    void theFirstVersionNeedsAuthorityWhereItIsAskedFor() {
        VersionAuthority nobody = new VersionAuthority() {
            @Override
            public boolean mayVersion(Head offered, Held held) {
                return false;
            }

            @Override
            public boolean mayBegin(Head offered) {
                return false;
            }
        };
        StixObject object = Objects.some(random);
        assertThat(append(indicators, "peer:evil", nobody, object)).isEqualTo(new NotAuthorised(Optional.empty()));
        assertThat(store.versions(object.id())).isEmpty();
    }

    @Test
    void chainsOfSomeEntriesAreReplacedAndOthersStay() {
        List<StixObject> objects = List.of(Objects.some(random), Objects.some(random), Objects.some(random));
        StoredChain note = new StoredChain(new byte[0], List.of(), Optional.of("as it was"));
        List<Appended> outcomes = join(store.append(new Append(
                indicators,
                objects,
                receipt("peer:bank-b"),
                List.of(),
                ANYBODY,
                List.of(Optional.of(note), Optional.empty(), Optional.of(note)))));
        List<Long> stamps = stamps(outcomes);
        StoredChain better = new StoredChain(
                new byte[32],
                List.of(new StoredChain.Link(
                        new StoredSeal("a seal".getBytes(StandardCharsets.UTF_8)), 7, new byte[16])),
                Optional.empty());

        int replaced = store.replaceChains(
                        indicators, Map.of(stamps.get(0), better, stamps.get(1), better, stamps.get(2) + 1, better))
                .join();

        Map<Long, StoredChain> chains = store.chains(indicators, 0, Long.MAX_VALUE);
        assertThat(replaced).isEqualTo(2);
        assertThat(chains).hasSize(3);
        assertThat(chains.get(stamps.get(0)).links()).singleElement().matches(link -> link.place() == 7);
        assertThat(chains.get(stamps.get(1)).links()).hasSize(1);
        assertThat(chains.get(stamps.get(2)).note()).contains("as it was");
    }

    @Test
    void authorityIsAskedAboutTheOldestEntryOfAllCollections() {
        StixId id = Objects.id(random);
        append(inbox, "client:first", ANYBODY, Objects.indicator(id, V2));
        clock.now = NOW.plusSeconds(1);
        append(indicators, "client:second", ANYBODY, Objects.indicator(id, V1));
        List<VersionAuthority.Held> asked = new ArrayList<>();
        append(indicators, "client:third", (offered, held) -> asked.add(held), Objects.indicator(id, V3));
        assertThat(asked).containsExactly(new VersionAuthority.Held("client:first", true));
    }

    @Test
    void authorityIsToldOfAnotherCreator() {
        StixId id = Objects.id(random);
        append(indicators, "client:first", ANYBODY, Objects.indicator(id, V1));
        Head head = Objects.head(id, SpecVersion.V2_1, V2);
        var other = new Head(
                id,
                head.specVersion(),
                head.created(),
                head.modified(),
                Optional.of(Objects.id("identity", random)),
                false,
                List.of(),
                List.of(),
                List.of());
        List<VersionAuthority.Held> asked = new ArrayList<>();
        append(indicators, "client:first", (offered, held) -> asked.add(held), Objects.of(other, "x"));
        assertThat(asked).containsExactly(new VersionAuthority.Held("client:first", false));
    }

    @Test
    void ofTwoFirstVersionsAtOnceOneIsHeldToAuthority() {
        StixId id = Objects.id(random);
        VersionAuthority sameSource = (offered, held) -> false;
        CompletableFuture<List<Appended>> one = store.append(
                new Append(indicators, List.of(Objects.indicator(id, V1)), receipt("a"), List.of(), sameSource));
        CompletableFuture<List<Appended>> two = store.append(
                new Append(inbox, List.of(Objects.indicator(id, V2)), receipt("b"), List.of(), sameSource));
        assertThat(join(one).get(0)).isInstanceOf(Stored.class);
        assertThat(join(two)).containsExactly(new NotAuthorised(Optional.of("a")));
    }

    // ---- current

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void currentIsWhatANaiveModelSays(long seed) {
        var dice = new Random(seed);
        List<StixId> ids = List.of(Objects.id(dice), Objects.id(dice), Objects.id(dice));
        Map<Long, StixObject> model = new TreeMap<>();
        for (int round = 0; round < 50; round++) {
            int what = dice.nextInt(12);
            if (what < 3 && !model.isEmpty()) {
                removeSome(dice, model);
            } else if (what == 3) {
                destroySome(dice, model);
            } else {
                appendSome(dice, ids, model);
            }
            assertThat(currentStamps(indicators))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(naiveCurrent(model));
        }
        for (StixId id : ids) {
            assertThat(store.versions(indicators, id))
                    .extracting(Entry::added)
                    .containsExactlyElementsOf(model.entrySet().stream()
                            .filter(held -> held.getValue().id().equals(id))
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    private void appendSome(Random dice, List<StixId> ids, Map<Long, StixObject> model) {
        List<StixObject> batch = IntStream.rangeClosed(0, dice.nextInt(5))
                .mapToObj(i -> Objects.of(
                        Objects.head(
                                ids.get(dice.nextInt(ids.size())),
                                dice.nextInt(5) == 0 ? SpecVersion.V2_0 : SpecVersion.V2_1,
                                "2024-01-%02dT00:00:00.%dZ".formatted(1 + dice.nextInt(20), dice.nextInt(3))),
                        "x"))
                .toList();
        String giver = giver(dice);
        List<Appended> outcome = join(store.append(new Append(indicators, batch, receipt(giver), List.of(), ANYBODY)));
        for (int i = 0; i < batch.size(); i++) {
            if (outcome.get(i) instanceof Stored stored) {
                model.put(stored.added(), batch.get(i));
                givers.put(stored.added(), giver);
            }
        }
    }

    private static String giver(Random dice) {
        return List.of("peer:bank-b", "peer:bank-c", "operator").get(dice.nextInt(3));
    }

    private void destroySome(Random dice, Map<Long, StixObject> model) {
        String origin = giver(dice);
        long held = model.size();
        model.keySet().removeIf(stamp -> origin.equals(givers.get(stamp)));
        assertThat(join(store.destroyOrigin(origin, receipt("operator"))).entries())
                .isEqualTo(held - model.size());
    }

    private void removeSome(Random dice, Map<Long, StixObject> model) {
        List<Entry> gone = entries(indicators).stream()
                .filter(entry -> dice.nextInt(3) == 0)
                .toList();
        assertThat(join(store.remove(indicators, gone, receipt("operator")))).isEqualTo(gone.size());
        gone.forEach(entry -> model.remove(entry.added()));
    }

    private static List<Long> naiveCurrent(Map<Long, StixObject> model) {
        Map<StixId, Long> best = new HashMap<>();
        Comparator<Long> preference = Comparator.<Long, SpecVersion>comparing(
                        stamp -> model.get(stamp).head().specVersion())
                .thenComparing(stamp -> model.get(stamp).head().version());
        model.forEach((stamp, object) ->
                best.merge(object.id(), stamp, (a, b) -> preference.compare(a, b) >= 0 ? a : b));
        return best.values().stream().sorted().toList();
    }

    private List<Long> currentStamps(UUID collection) {
        return entries(collection).stream()
                .filter(Entry::current)
                .map(Entry::added)
                .toList();
    }

    // ---- destroying an origin

    @Test
    void whatAnOriginGaveIsGoneFromEveryRoadAndTheRestStays() {
        StixObject theirs = Objects.some(random);
        StixObject ours = Objects.some(random);
        append(indicators, List.of(theirs)); // from bank-b
        append(inbox, List.of(theirs));
        append(indicators, "operator", ANYBODY, ours);
        append(indicators, Objects.some(random, 2));
        Entry gone = store.versions(indicators, theirs.id()).get(0);
        long end = store.lastAdded(indicators);

        Destroyed destroyed = join(store.destroyOrigin("peer:bank-b", receipt("operator")));

        assertThat(destroyed.entries()).isEqualTo(4);
        assertThat(all(indicators).items()).extracting(LogPage.Item::bytes).containsExactly(ours.bytes());
        assertThat(all(inbox).items()).isEmpty();
        assertThat(store.versions(theirs.id())).isEmpty();
        assertThat(store.read(indicators, gone.added() - 1, gone.added(), 1, 1).items())
                .isEmpty();
        assertThat(store.lastAdded(indicators)).isEqualTo(end);
        assertThat(store.provenance(gone)).containsExactly(receipt("peer:bank-b"));
        assertThat(store.origins())
                .filteredOn(origin -> origin.destroyedAt().isPresent())
                .extracting(Origin::name)
                .containsExactly("peer:bank-b");
        assertThat(join(store.destroyOrigin("peer:bank-b", receipt("operator"))).entries())
                .isZero();
        assertThat(join(store.destroyOrigin("peer:never-seen", receipt("operator")))
                        .entries())
                .isZero();
    }

    @Test
    void whatWasDestroyedCanBeGivenAgain() {
        StixObject object = Objects.some(random);
        append(indicators, List.of(object));
        join(store.destroyOrigin("peer:bank-b", receipt("operator")));
        reopen();
        VersionAuthority nobody = (offered, held) -> false;
        assertThat(append(indicators, "peer:bank-c", nobody, object))
                .as("as the first of its kind")
                .isInstanceOf(Stored.class);
        assertThat(append(indicators, List.of(object)).get(0)).isInstanceOf(AlreadyHeld.class);
        assertThat(append(indicators, Objects.some(random, 3))).hasSize(3);
        reopen();
        assertThat(all(indicators).items()).hasSize(4);
        assertThat(store.versions(object.id()).get(0).source()).isEqualTo("peer:bank-c");
    }

    // ---- removing

    @Test
    void removingTakesTheBytesAndLeavesTheRest() {
        List<StixObject> objects = Objects.some(random, 5);
        append(indicators, objects);
        List<Entry> before = entries(indicators);
        assertThat(join(store.remove(indicators, List.of(before.get(1), before.get(4)), receipt("operator"))))
                .isEqualTo(2);
        assertThat(all(indicators).items())
                .extracting(LogPage.Item::bytes)
                .containsExactly(
                        objects.get(0).bytes(),
                        objects.get(2).bytes(),
                        objects.get(3).bytes());
        assertThat(entries(indicators))
                .extracting(Entry::added)
                .containsExactly(
                        before.get(0).added(),
                        before.get(2).added(),
                        before.get(3).added());
        assertThat(store.versions(indicators, objects.get(1).id())).isEmpty();
        assertThat(store.lastAdded(indicators)).isEqualTo(before.get(4).added());
        assertThat(join(store.remove(indicators, List.of(before.get(1)), receipt("operator"))))
                .isZero();
    }

    @Test
    void addingAgainAfterRemovalMakesANewEntry() {
        StixObject object = Objects.some(random);
        append(indicators, List.of(object));
        List<Entry> entries = entries(indicators);
        join(store.remove(indicators, entries, receipt("operator")));
        assertThat(all(indicators).items()).isEmpty();
        assertThat(append(indicators, List.of(object)).get(0)).isInstanceOf(Stored.class);
        assertThat(entries(indicators).get(0).added())
                .isGreaterThan(entries.get(0).added());
    }

    // ---- reading

    @Test
    void aPageKeepsItsBoundsAndSaysWhetherThereIsMore() {
        append(indicators, Objects.some(random, 10));
        List<Long> stamps = entries(indicators).stream().map(Entry::added).toList();
        LogPage page = store.read(indicators, stamps.get(1), stamps.get(7), 3, Long.MAX_VALUE);
        assertThat(stampsOf(page)).isEqualTo(stamps.subList(2, 5));
        assertThat(page.more()).isTrue();
        assertThat(page.examinedThrough()).isEqualTo(stamps.get(4));
        page = store.read(indicators, stamps.get(4), stamps.get(7), 3, Long.MAX_VALUE);
        assertThat(stampsOf(page)).isEqualTo(stamps.subList(5, 8));
        assertThat(page.more()).isFalse();
        assertThat(page.examinedThrough()).isEqualTo(stamps.get(7));
    }

    @Test
    void aPageBoundByBytesHoldsAtLeastOneEntry() {
        append(indicators, Objects.some(random, 3));
        LogPage page = store.read(indicators, 0, Long.MAX_VALUE, 100, 1);
        assertThat(page.items()).hasSize(1);
        assertThat(page.more()).isTrue();
        int length = page.items().get(0).entry().length();
        assertThat(store.read(indicators, 0, Long.MAX_VALUE, 100, length * 2L).items())
                .hasSize(2);
    }

    @Test
    void anEmptyPageSaysHowFarItLooked() {
        assertThat(store.read(indicators, 5, Long.MAX_VALUE, 10, 10)).isEqualTo(new LogPage(List.of(), 5, false));
        append(indicators, Objects.some(random, 1));
        long last = store.lastAdded(indicators);
        assertThat(store.read(indicators, last, Long.MAX_VALUE, 10, 10)).isEqualTo(new LogPage(List.of(), last, false));
        assertThat(store.read(indicators, 0, last - 1, 10, 10)).isEqualTo(new LogPage(List.of(), last - 1, false));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void pagesOfAnySizeYieldEveryEntryOnceAndInOrder(long seed) {
        var dice = new Random(seed);
        List<ByteSlice> written = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<StixObject> batch = Objects.some(dice, dice.nextInt(10) == 0 ? 1500 : 1 + dice.nextInt(4));
            batch.forEach(object -> written.add(object.bytes()));
            append(indicators, batch);
        }
        List<ByteSlice> read = new ArrayList<>();
        long cursor = 0;
        boolean more = true;
        while (more) {
            LogPage page =
                    store.read(indicators, cursor, Long.MAX_VALUE, 1 + dice.nextInt(700), 1 + dice.nextInt(1 << 20));
            page.items().forEach(item -> read.add(item.bytes()));
            cursor = page.examinedThrough();
            more = page.more();
        }
        assertThat(read).as("seed %d", seed).isEqualTo(written);
    }

    // ---- many at once

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void writersOfUnequalBatchesLoseAndRepeatNothingForAFollower(long seed) throws Exception {
        clock.running = true;
        ExecutorService threads = Executors.newFixedThreadPool(6);
        var done = new AtomicBoolean();
        try {
            Future<List<Long>> follower = threads.submit(() -> follow(done));
            List<Future<List<Long>>> writers = new ArrayList<>();
            int[][] shapes = {{300, 8}, {20, 40}, {1, 100}, {1, 100}};
            for (int[] shape : shapes) {
                var dice = new Random(seed * 31 + writers.size());
                writers.add(threads.submit(() -> write(dice, shape[0], shape[1])));
            }
            List<Long> written = new ArrayList<>();
            for (Future<List<Long>> writer : writers) {
                List<Long> own = writer.get(60, TimeUnit.SECONDS);
                assertThat(own).isSorted();
                written.addAll(own);
            }
            done.set(true);
            List<Long> seen = follower.get(60, TimeUnit.SECONDS);
            written.sort(null);
            assertThat(written).as("seed %d", seed).doesNotHaveDuplicates();
            assertThat(seen).as("seed %d", seed).isEqualTo(written);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> write(Random dice, int size, int times) {
        List<Long> stamps = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            stamps.addAll(stamps(append(indicators, Objects.some(dice, size))));
        }
        return stamps;
    }

    private List<Long> follow(AtomicBoolean done) {
        List<Long> seen = new ArrayList<>();
        long cursor = 0;
        boolean last = false;
        while (true) {
            last = done.get();
            LogPage page;
            do {
                page = store.read(indicators, cursor, Long.MAX_VALUE, 100, 1 << 20);
                seen.addAll(stampsOf(page));
                cursor = page.examinedThrough();
            } while (page.more());
            if (last) {
                return seen;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void everyVersionIsFoundAgainHoweverManyCommitsThereWere(long seed) {
        var dice = new Random(seed);
        Map<Long, StixObject> held = new TreeMap<>();
        for (int i = 0; i < 150; i++) {
            List<StixObject> batch = Objects.some(dice, 1 + dice.nextInt(dice.nextInt(20) == 0 ? 600 : 8));
            List<Long> stamps = stamps(append(indicators, batch));
            IntStream.range(0, batch.size()).forEach(at -> held.put(stamps.get(at), batch.get(at)));
            if (dice.nextInt(20) == 0) {
                List<Entry> gone = entries(indicators).stream()
                        .filter(entry -> dice.nextInt(10) == 0)
                        .toList();
                join(store.remove(indicators, gone, receipt("operator")));
                gone.forEach(entry -> held.remove(entry.added()));
            }
        }
        reopen();
        List<StixObject> objects = List.copyOf(held.values());
        assertThat(append(indicators, objects))
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        held.keySet().stream().map(AlreadyHeld::new).toList());
        held.forEach((stamp, object) -> {
            if (dice.nextInt(20) == 0) {
                assertThat(store.versions(object.id())).extracting(Entry::added).containsExactly(stamp);
            }
        });
    }

    // ---- provenance

    @Test
    void provenanceIsTheFirstReceiptAndThenOneForEachOtherSource() {
        StixObject object = Objects.some(random);
        append(indicators, "peer:bank-b", ANYBODY, object);
        append(indicators, "peer:bank-b", ANYBODY, object);
        append(indicators, "peer:bank-c", ANYBODY, object);
        append(indicators, "peer:bank-c", ANYBODY, object);
        append(indicators, "operator", ANYBODY, object);
        Entry entry = entries(indicators).get(0);
        assertThat(store.provenance(entry))
                .containsExactly(receipt("peer:bank-b"), receipt("peer:bank-c"), receipt("operator"));
        join(store.remove(indicators, List.of(entry), receipt("operator")));
        assertThat(store.provenance(entry).get(0)).isEqualTo(receipt("peer:bank-b"));
    }

    // ---- releases

    @Test
    void releasesOfAnEntryAreExactAfterLaterAppendsAndRemovals() {
        append(indicators, Objects.some(random, 6));
        List<Entry> entries = entries(indicators);
        List<Long> stamps = entries.stream().map(Entry::added).toList();
        var page = release(
                "peer:bank-b",
                NOW,
                List.of(new Run(stamps.get(0), stamps.get(1)), new Run(stamps.get(3), stamps.get(4))));
        join(store.recordRelease(page));
        var other = release("client:tip", NOW.plusSeconds(1), List.of(new Run(stamps.get(5), stamps.get(5))));
        join(store.recordRelease(other));
        join(store.recordRelease(release("client:tip", NOW.plusSeconds(2), List.of())));
        join(store.remove(indicators, List.of(entries.get(1)), receipt("operator")));
        append(indicators, Objects.some(random, 3));
        reopen();
        assertThat(store.releasesOf(entries.get(0))).containsExactly(page);
        assertThat(store.releasesOf(entries.get(1))).containsExactly(page);
        assertThat(store.releasesOf(entries.get(2))).isEmpty();
        assertThat(store.releasesOf(entries.get(3))).containsExactly(page);
        assertThat(store.releasesOf(entries.get(5))).containsExactly(other);
        assertThat(store.releasesOf(last(entries(indicators)))).isEmpty();
        assertThat(store.releasesTo("client:tip", NOW, 10)).hasSize(2).startsWith(other);
        assertThat(store.releasesTo("client:tip", NOW.plusSeconds(2), 10)).hasSize(1);
        assertThat(store.releasesTo("client:tip", NOW, 1)).containsExactly(other);
    }

    // ---- state

    @Test
    void stateIsKeptReplacedListedAndCleared() {
        join(store.putState("cursor", "b", "1"));
        join(store.putState("cursor", "a", "x".repeat(3_000_000)));
        join(store.putState("cursor", "b", "2"));
        join(store.putState("status", "b", "other"));
        reopen();
        assertThat(store.state("cursor", "b")).contains("2");
        assertThat(store.state("cursor", "c")).isEmpty();
        assertThat(store.states("cursor")).hasSize(2).containsEntry("a", "x".repeat(3_000_000));
        clock.now = NOW.plusSeconds(10);
        join(store.putState("cursor", "c", "3"));
        assertThat(join(store.removeStatesBefore("cursor", NOW.plusSeconds(5)))).isEqualTo(2);
        assertThat(store.states("cursor")).containsOnlyKeys("c");
        assertThat(store.state("status", "b")).contains("other");
    }

    @Test
    void stateGivenAlongsideIsKeptEvenWhenNothingIsNew() {
        StixObject object = Objects.some(random);
        append(indicators, List.of(object));
        join(store.append(new Append(
                indicators,
                List.of(object),
                receipt("peer:bank-b"),
                List.of(new StateChange("cursor", "bank-b", "42")),
                ANYBODY)));
        assertThat(store.state("cursor", "bank-b")).contains("42");
    }

    // ---- faults

    @Test
    void aWriteThatFailsTakesNoneOfItsGroupDown() {
        VersionAuthority broken = (offered, held) -> {
            throw new IllegalStateException("broken rule");
        };
        StixId id = Objects.id(random);
        append(indicators, List.of(Objects.indicator(id, V1)));
        List<CompletableFuture<List<Appended>>> good = new ArrayList<>();
        List<CompletableFuture<List<Appended>>> bad = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            good.add(store.append(new Append(indicators, Objects.some(random, 2), receipt("a"), List.of(), ANYBODY)));
            bad.add(store.append(new Append(
                    indicators,
                    List.of(Objects.some(random), Objects.indicator(id, V2)),
                    receipt("a"),
                    List.of(),
                    broken)));
        }
        good.forEach(future -> assertThat(join(future)).hasSize(2));
        bad.forEach(future -> assertThatThrownBy(() -> join(future)).hasRootCauseMessage("broken rule"));
        assertThat(all(indicators).items()).hasSize(41);
    }

    @Test
    void aClosedStoreRefusesWritesAndCanBeClosedAgain() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.putState("a", "b", "c"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    // ---- snapshots

    @Test
    void aSnapshotHoldsWhatWasThereAndFillsAStoreThatHoldsTheSame(@TempDir Path folder) throws Exception {
        append(indicators, Objects.some(random, 700));
        append(inbox, List.of(Objects.withSize(Objects.id(random), 3 << 20), rich()));
        join(store.remove(indicators, entries(indicators).subList(3, 5), receipt("operator")));
        Entry first = entries(indicators).get(0);
        join(store.recordRelease(release("peer:bank-b", NOW, List.of(new Run(first.added(), first.added())))));
        join(store.putState("cursor", "a", "\u4e2d\u6587 \"text\""));
        List<LogPage.Item> before = all(indicators).items();
        List<LogPage.Item> inboxBefore = all(inbox).items();

        Map<String, byte[]> tables = new HashMap<>();
        StoreOptions filled = StoreOptions.h2(folder.resolve("filled"));
        try (StoreSnapshot snapshot = store.snapshot()) {
            append(indicators, Objects.some(random, 10));
            join(store.remove(indicators, List.of(first), receipt("operator")));
            assertThat(snapshot.contents().logs())
                    .extracting(StoreContents.Log::entries)
                    .containsExactly(698L, 2L);
            for (String table : snapshot.tables()) {
                var rows = new ByteArrayOutputStream();
                snapshot.write(table, rows, bytes -> {});
                tables.put(table, rows.toByteArray());
            }
            try (StoreFiller filler = StoreFiller.create(folder.resolve("filled"), snapshot.schemaVersion())) {
                for (String table : filler.tables()) {
                    filler.fill(table, new ByteArrayInputStream(tables.getOrDefault(table, new byte[0])));
                }
                filler.finish(new Restoration(new UUID(7, 7), NOW.plusSeconds(9), NOW));
            }
        }
        try (Store other = opened(filled)) {
            assertThat(other.read(indicators, 0, Long.MAX_VALUE, 9_999, Long.MAX_VALUE)
                            .items())
                    .isEqualTo(before);
            assertThat(other.read(inbox, 0, Long.MAX_VALUE, 9_999, Long.MAX_VALUE)
                            .items())
                    .isEqualTo(inboxBefore);
            assertThat(other.provenance(first)).isEqualTo(List.of(receipt("peer:bank-b")));
            assertThat(other.releasesOf(first))
                    .extracting(Release::principal)
                    .containsExactly("peer:bank-b", "unknown");
            assertThat(other.state("cursor", "a")).contains("\u4e2d\u6587 \"text\"");
            assertThat(other.lastAdded(inbox))
                    .isEqualTo(inboxBefore.get(1).entry().added());
            UUID third = other.createCollection(new UUID(3, 3), "third", "x", Optional.empty())
                    .id();
            for (UUID collection : List.of(indicators, inbox, third)) {
                var append = new Append(collection, Objects.some(random, 2), receipt("peer:new"), List.of(), ANYBODY);
                assertThat(stamps(join(other.append(append))))
                        .as("the clock still stands at the time of the backup")
                        .allMatch(stamp -> stamp > Microseconds.of(NOW.plusSeconds(9)));
            }
            assertThat(other.epoch(third)).isEmpty();
        }
    }

    @Test
    void rowsThatAreNotWhatWasWrittenAreRefused(@TempDir Path folder) throws Exception {
        append(indicators, Objects.some(random, 3));
        var rows = new ByteArrayOutputStream();
        String version;
        try (StoreSnapshot snapshot = store.snapshot()) {
            version = snapshot.schemaVersion();
            snapshot.write("receipt", rows, bytes -> {});
        }
        byte[] whole = rows.toByteArray();
        try (StoreFiller filler = StoreFiller.create(folder.resolve("filled"), version)) {
            assertThatThrownBy(() -> filler.fill("receipt; DROP TABLE receipt", new ByteArrayInputStream(whole)))
                    .hasMessageContaining("no table");
            assertThatThrownBy(() -> filler.fill("chunk", new ByteArrayInputStream(whole)))
                    .hasMessageContaining("column");
            assertThatThrownBy(() -> filler.fill("receipt", new ByteArrayInputStream(whole, 0, whole.length - 1)))
                    .hasMessageContaining("ends in the midst");
        }
        assertThatThrownBy(() -> StoreFiller.create(folder.resolve("newer"), "9999"))
                .hasMessageContaining("a newer one made it");
    }

    @Test
    void whatIsHeldIsFoundByItsIdWhileTheIndexIsRearranged() throws Exception {
        StixObject held = Objects.some(random, 1).get(0);
        append(indicators, List.of(held));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> looks = Stream.generate(() -> readers.submit(() -> {
                        int looked = 0;
                        while (!done.get()) {
                            assertThat(store.versions(held.id()))
                                    .as("look %s", looked)
                                    .hasSize(1);
                            looked++;
                        }
                        return looked;
                    }))
                    .limit(3)
                    .toList();
            for (int i = 0; i < 200; i++) { // each a run of the index, and four of them make one
                append(inbox, Objects.some(random, 1));
            }
            done.set(true);
            for (Future<Integer> each : looks) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isPositive();
            }
        } finally {
            done.set(true);
            readers.shutdown();
        }
    }

    // ---- tools

    List<Appended> append(UUID collection, List<StixObject> objects) {
        return join(store.append(new Append(collection, objects, receipt("peer:bank-b"), List.of(), ANYBODY)));
    }

    private Appended append(UUID collection, String source, VersionAuthority authority, StixObject object) {
        return join(store.append(new Append(collection, List.of(object), receipt(source), List.of(), authority)))
                .get(0);
    }

    static Receipt receipt(String source) {
        return new Receipt(
                source,
                "follow",
                NOW.truncatedTo(ChronoUnit.MICROS),
                Optional.of("sha256:00"),
                Optional.empty(),
                "r-1");
    }

    private Release release(String principal, Instant at, List<Run> runs) {
        int count = runs.stream()
                .mapToInt(run -> (int) (run.last() - run.first() + 1))
                .sum();
        return new Release(principal, "taxii", at, indicators, "limit=5", "sha256:01", runs, count);
    }

    LogPage all(UUID collection) {
        return store.read(collection, 0, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    List<Entry> entries(UUID collection) {
        return all(collection).items().stream().map(LogPage.Item::entry).toList();
    }

    static List<Long> stampsOf(LogPage page) {
        return page.items().stream().map(item -> item.entry().added()).toList();
    }

    static List<Long> stamps(List<Appended> outcome) {
        return outcome.stream().map(one -> ((Stored) one).added()).toList();
    }

    static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException | ExecutionException failure) {
            throw new AssertionError("the write did not succeed", failure);
        }
    }

    /** Stands still unless told to run. */
    static final class TestClock extends Clock {
        volatile Instant now = NOW;
        volatile boolean running;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return running ? Instant.now() : now;
        }
    }
}
