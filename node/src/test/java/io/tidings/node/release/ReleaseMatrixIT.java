package io.tidings.node.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.MarkingRule;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.Principal;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.Append;
import io.tidings.node.store.Entry;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random grants over random content: every road out gives exactly what the words of the agreement say. */
class ReleaseMatrixIT {
    private static final long SEED = 20261122;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID COLLECTION = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final List<String> TYPES = List.of("indicator", "malware", "report");
    private static final List<String> LABELS = List.of("a", "b");
    private static final List<String> SOURCES =
            List.of("operator", "client:tip", "peer:open", "peer:closed", "peer:reader");
    private static final Map<Tlp, String> LEVELS = Map.of(
            Tlp.CLEAR, "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
            Tlp.GREEN, "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
            Tlp.AMBER, "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
            Tlp.AMBER_STRICT, "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
            Tlp.RED, "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed");
    private static final String STATEMENT = "marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168";
    private static final String UNKNOWN = "marking-definition--0c6ba0d1-3a8c-4b2b-9d0b-5a8a3c4f1c11";

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Map<StixId, Made> content = new LinkedHashMap<>();
    private Store store;
    private StoredCollection collection;

    /** What was made, in the words of the model. */
    private record Made(
            String type,
            Optional<Tlp> level,
            boolean statement,
            boolean unknown,
            Optional<String> label,
            int daysOld,
            String source,
            List<String> audience) {
        Made older(int days) {
            return new Made(type, level, statement, unknown, label, daysOld + days, source, audience);
        }
    }

    @BeforeEach
    void fill() throws Exception {
        store = JdbcStore.open(StoreOptions.h2(directory.resolve("store")), clock);
        collection = store.createCollection(COLLECTION, "shared", "Shared", Optional.empty());
        append(
                "{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"" + STATEMENT
                        + "\",\"created\":\"2017-06-01T00:00:00.000Z\",\"definition_type\":\"statement\","
                        + "\"definition\":{\"statement\":\"Copyright\"}}",
                "peer:closed", // so that nobody here is given the definition itself, which would be counted
                List.of("peer:nobody"));
        for (int i = 0; i < 150; i++) {
            make();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void make() throws Exception {
        Made made = new Made(
                any(TYPES),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(any(List.of(Tlp.values()))),
                random.nextInt(4) == 0,
                random.nextInt(8) == 0,
                random.nextBoolean() ? Optional.of(any(LABELS)) : Optional.empty(),
                random.nextInt(60),
                any(SOURCES),
                random.nextInt(5) == 0
                        ? any(List.of(List.of("peer:reader"), List.of("peer:open", "peer:closed")))
                        : List.of());
        StixId id = new StixId(made.type() + "--"
                + new UUID(
                        random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L,
                        random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L));
        List<String> markings = new ArrayList<>();
        made.level().map(LEVELS::get).ifPresent(markings::add);
        if (made.statement()) {
            markings.add(STATEMENT);
        }
        if (made.unknown()) {
            markings.add(UNKNOWN);
        }
        String quoted = markings.stream().map(it -> '"' + it + '"').collect(Collectors.joining(","));
        append(
                "{\"type\":\"" + made.type() + "\",\"spec_version\":\"2.1\",\"id\":\"" + id
                        + "\",\"created\":\"2020-01-01T00:00:00.000Z\",\"modified\":\""
                        + NOW.minus(Duration.ofDays(made.daysOld())).toString().replace("Z", ".000Z") + "\""
                        + (markings.isEmpty() ? "" : ",\"object_marking_refs\":[" + quoted + "]")
                        + made.label()
                                .map(label -> ",\"labels\":[\"" + label + "\"]")
                                .orElse("") + "}",
                made.source(),
                made.audience());
        content.put(id, made);
    }

    private void append(String json, String source, List<String> audience) throws Exception {
        StixObject object =
                ((Element.Sound) ObjectReader.read(ByteSlice.ofText(json), ContentBounds.standard())).object();
        store.append(new Append(
                        COLLECTION,
                        List.of(object),
                        new Receipt(source, "test", NOW, Optional.empty(), Optional.empty(), "r"),
                        List.of(),
                        (offered, held) -> true,
                        List.of(),
                        audience))
                .join();
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(3) == 0 ? Optional.of(value) : Optional.empty();
    }

    private Grant.Read grant() {
        return new Grant.Read(
                "shared",
                any(List.of(Tlp.values())),
                maybe(Set.of(any(TYPES), any(TYPES) + "x")),
                maybe(Set.of(any(LABELS))),
                maybe(Duration.ofDays(1 + random.nextInt(50))),
                Optional.empty(),
                maybe(new MarkingRule(
                        random.nextBoolean(), random.nextBoolean() ? Set.of(new StixId(UNKNOWN)) : Set.of(), false)),
                random.nextBoolean());
    }

    @Test
    void everyRoadGivesWhatTheAgreementSaysNothingMissingAndNothingExtra() {
        int given = 0;
        for (int i = 0; i < 60; i++) {
            Grant.Read grant = grant();
            boolean isPeer = random.nextInt(3) > 0;
            Principal principal = isPeer ? peer("reader", false, grant) : client(grant);
            AgreementBook book = new AgreementBook(
                    List.of(peer("open", true).peer(), peer("closed", false).peer()), List.of(), "sha256:" + i);
            Release release = new Release(store, () -> book, new Quotas(clock), clock, ReleaseOptions.standard());
            Set<String> expected = content.entrySet().stream()
                    .filter(each -> isGiven(each.getValue(), grant, isPeer))
                    .map(each -> each.getKey().value())
                    .collect(Collectors.toSet());
            String as = "seed " + SEED + ", round " + i + ": " + grant + (isPeer ? " to a peer" : " to a client");
            assertThat(release.manifest(principal, collection, everything()).entries().stream()
                            .map(ManifestPage.Entry::id)
                            .collect(Collectors.toSet()))
                    .as(as)
                    .isEqualTo(expected);
            assertThat(release.objects(principal, collection, everything()).count())
                    .as(as)
                    .isEqualTo(expected.size());
            assertThat(release.hasAnythingAfter(principal, collection, 0))
                    .as(as)
                    .isEqualTo(!expected.isEmpty());
            assertThat(release.preview(principal, collection).given()).as(as).isEqualTo(expected.size());
            for (StixId id : content.keySet()) {
                Entry entry = store.versions(COLLECTION, id).get(0);
                assertThat(release.decide(principal, collection, entry).isGiven())
                        .as(as + " " + content.get(id))
                        .isEqualTo(expected.contains(id.value()));
            }
            given += expected.size();
        }
        assertThat(given).as("a matrix that gives nothing tests nothing").isGreaterThan(100);
    }

    @Test
    void whateverElseIsAgreedNoMoreLeavesInADayThanTheQuantityAllows() {
        int refused = 0;
        for (int round = 0; round < 20; round++) {
            long perDay = 1 + random.nextInt(30);
            Grant.Read grant = grant();
            Principal principal = peer("reader", false, limited(grant, perDay));
            AgreementBook book = new AgreementBook(
                    List.of(peer("open", true).peer(), peer("closed", false).peer()), List.of(), "sha256:" + round);
            int days = 2 * round; // what the ledger has of the rounds before is no longer of this day
            Clock today = Clock.fixed(NOW.plus(Duration.ofDays(days)), ZoneOffset.UTC);
            Release release = new Release(store, () -> book, new Quotas(today), today, ReleaseOptions.standard());
            Set<String> expected = content.entrySet().stream()
                    .filter(each -> isGiven(each.getValue().older(days), grant, true))
                    .map(each -> each.getKey().value())
                    .collect(Collectors.toSet());
            String as = "seed " + SEED + ", round " + round + ": " + perDay + " a day of " + grant;
            long given = 0;
            boolean isRefused = false;
            while (!isRefused && !expected.isEmpty()) {
                try {
                    List<ManifestPage.Entry> page = release.manifest(principal, collection, upTo(1 + random.nextInt(9)))
                            .entries();
                    assertThat(page).as(as).isNotEmpty().allMatch(entry -> expected.contains(entry.id()));
                    given += page.size();
                } catch (RefusedException usedUp) {
                    assertThat(usedUp.httpStatus()).as(as).isEqualTo(429);
                    isRefused = true;
                }
            }
            assertThat(given).as(as).isEqualTo(expected.isEmpty() ? 0 : perDay);
            refused += isRefused ? 1 : 0;
        }
        assertThat(refused).as("a quantity that nobody reaches tests nothing").isGreaterThan(5);
    }

    private static Grant.Read limited(Grant.Read grant, long perDay) {
        return new Grant.Read(
                grant.collection(),
                grant.maxTlp(),
                grant.types(),
                grant.labels(),
                grant.since(),
                Optional.of(perDay),
                grant.markings(),
                grant.directed());
    }

    private static ObjectsQuery upTo(int limit) {
        return new ObjectsQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(limit),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The agreement's words, read a second time and in another way. */
    private static boolean isGiven(Made made, Grant.Read grant, boolean isPeer) {
        Tlp level = made.level().orElse(Tlp.AMBER);
        MarkingRule rule = grant.markings().orElse(isPeer ? MarkingRule.STRICT : MarkingRule.WITHIN);
        boolean fromPeer = made.source().startsWith("peer:");
        boolean mine = made.source().equals("peer:reader") && isPeer;
        boolean addressed = made.audience().isEmpty()
                || isPeer && made.audience().contains("peer:reader")
                || !isPeer && grant.directed() && !fromPeer;
        boolean fits = grant.types().map(types -> types.contains(made.type())).orElse(true)
                && grant.labels()
                        .map(labels -> made.label().filter(labels::contains).isPresent())
                        .orElse(true)
                && grant.since().map(since -> since.toDays() >= made.daysOld()).orElse(true);
        boolean marked = level.ordinal() <= grant.maxTlp().ordinal()
                && (!made.statement() || rule.statements() || rule.everything())
                && (!made.unknown() || rule.everything() || !rule.others().isEmpty());
        boolean onward = !isPeer
                || !fromPeer
                || mine
                || made.source().equals("peer:open") && level.ordinal() <= Tlp.AMBER.ordinal();
        return addressed && fits && marked && onward;
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

    private static Principal.OfPeer peer(String name, boolean onward, Grant.Read... reads) {
        return new Principal.OfPeer(new Peer(
                name,
                new Organisation(name, Optional.empty(), Optional.empty(), List.of()),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                onward,
                List.of(reads),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:" + name));
    }

    private static Principal client(Grant.Read grant) {
        return new Principal.OfClient(new Client(
                "tip",
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of(),
                false,
                List.of(grant),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:tip"));
    }
}
