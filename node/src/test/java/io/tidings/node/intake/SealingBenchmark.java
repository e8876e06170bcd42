package io.tidings.node.intake;

import com.sun.management.OperatingSystemMXBean;
import io.tidings.node.agreement.Acceptance;
import io.tidings.node.companion.Companion;
import io.tidings.node.companion.CompanionReader;
import io.tidings.node.companion.CompanionWriter;
import io.tidings.node.quota.Quotas;
import io.tidings.node.seal.Chain;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.Sealer;
import io.tidings.node.seal.Signatory;
import io.tidings.node.seal.Step;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Profile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What signed provenance costs at the door in: {@code SealingBenchmark FOLDER OBJECTS ROUNDS [MODE]}. Takes in the same content
 * unsealed, sealed here, and from a peer with its chain in companions, which is read, verified and sealed on; prints the
 * processor time of the whole process for each object.
 */
final class SealingBenchmark {
    private static final int BATCH = 1_000;

    private final PrivateSealKey author = PrivateSealKey.generate(SealAlgorithm.ES256, new SecureRandom());
    private final PrivateSealKey own = PrivateSealKey.generate(SealAlgorithm.ES256, new SecureRandom());
    private final KeyBook keys;

    private SealingBenchmark() {
        Map<String, TrustedKey> known = Map.of(
                author.publicKey().thumbprint(),
                key(author, "peer:a"),
                own.publicKey().thumbprint(),
                key(own, "own"));
        keys = thumbprint -> Optional.ofNullable(known.get(thumbprint));
    }

    private static TrustedKey key(PrivateSealKey key, String holder) {
        return new TrustedKey(
                key.publicKey(), holder, holder, Set.of(), Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    private enum Mode {
        UNSEALED,
        SEALED,
        RELAYED
    }

    /** A batch as it comes over the network. */
    private record Arriving(byte[] envelope, byte[] companion) {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int objects = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        Mode[] modes = arguments.length > 3 ? new Mode[] {Mode.valueOf(arguments[3])} : Mode.values();
        var benchmark = new SealingBenchmark();
        List<Arriving> content = benchmark.content(objects);
        Map<Mode, Double> best = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Mode mode : modes) {
                double each = benchmark.measure(folder.resolve(mode + "-" + round), content, mode) / objects;
                best.merge(mode, each, Math::min);
                System.out.printf("round %d %-8s %.1f us of processor time an object%n", round, mode, each);
            }
        }
        double base = best.values().iterator().next();
        best.forEach((mode, each) -> System.out.printf("best %-8s %.1f us, %.2f times%n", mode, each, each / base));
    }

    private List<Arriving> content(int objects) throws Exception {
        var random = new Random(1);
        var sealer = new Sealer(
                () -> Optional.of(author), new Signatory("A", Optional.empty(), List.of()), new SecureRandom());
        List<Arriving> content = new ArrayList<>();
        for (int done = 0; done < objects; done += BATCH) {
            var envelope = new StringBuilder("{\"objects\":[");
            for (int i = 0; i < BATCH; i++) {
                envelope.append(i == 0 ? "" : ",").append(object(done + i, random));
            }
            byte[] bytes = envelope.append("]}").toString().getBytes(StandardCharsets.UTF_8);
            List<StixObject> read = objects(elements(bytes));
            List<Sealer.Subject> subjects = read.stream()
                    .map(each -> new Sealer.Subject(each.bytes(), Optional.empty()))
                    .toList();
            List<Optional<Chain>> chains = sealer.seal(subjects, Step.AUTHOR, Instant.now());
            var writer = new CompanionWriter();
            for (int i = 0; i < BATCH; i++) {
                StixObject each = read.get(i);
                writer.add(new CompanionWriter.Item(
                        each.id(), Companion.version(each), chains.get(i).orElseThrow()));
            }
            byte[] companion = writer.write(new UUID(1, 1), Instant.now(), Optional.of(Tlp.GREEN))
                    .bytes();
            content.add(new Arriving(bytes, companion));
        }
        return content;
    }

    private static String object(int number, Random random) {
        return "{\"type\": \"indicator\", \"spec_version\": \"2.1\", \"id\": \"indicator--"
                + new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                + "\", \"created_by_ref\": \"identity--8f1c2a9e-30b6-4a57-9a35-6a1d1d1f6d10\","
                + " \"created\": \"2026-01-01T00:00:00.000Z\", \"modified\": \"2026-01-01T00:00:00.000Z\","
                + " \"name\": \"Address of a command and control server, number " + number + "\","
                + " \"description\": \"" + "Seen in attacks on online banking. ".repeat(6) + "\","
                + " \"indicator_types\": [\"malicious-activity\"], \"confidence\": 80,"
                + " \"pattern\": \"[ipv4-addr:value = '198.51.100." + number % 256 + "']\", \"pattern_type\": \"stix\","
                + " \"valid_from\": \"2026-01-01T00:00:00Z\","
                + " \"object_marking_refs\": [\"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb\"]}";
    }

    private static List<Element> elements(byte[] envelope) throws Exception {
        List<Element> elements = new ArrayList<>(BATCH);
        try (ContentReader reader = ContentReader.over(ByteSlice.of(envelope), ContentBounds.standard())) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                elements.add(e.get());
            }
        }
        return elements;
    }

    private static List<StixObject> objects(List<Element> elements) {
        return elements.stream()
                .map(element -> ((Element.Sound) element).object())
                .toList();
    }

    /** Processor time in microseconds. */
    private double measure(Path folder, List<Arriving> content, Mode mode) throws Exception {
        Clock clock = Clock.systemUTC();
        UUID collection = new UUID(1, 1);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before;
        try (Store store = JdbcStore.open(StoreOptions.h2(folder), clock)) {
            store.createCollection(collection, "c", "c", Optional.empty());
            var intake = new Intake(
                    new Intake.Places(
                            store,
                            new UUID(2, 2),
                            new Quarantine(store, new QuarantineBounds(1, 1, Duration.ofDays(1)), clock),
                            DiskSpace.of(folder.getParent(), 0)),
                    new Intake.Rules(
                            ContentBounds.standard(),
                            new Validity(Profile.INTEROPERABLE),
                            Screening.none(),
                            mode == Mode.UNSEALED ? Sealing.none() : sealing(),
                            Recalled.nothing()),
                    new Quotas(clock));
            before = system.getProcessCpuTime();
            for (Arriving each : content) {
                List<Element> elements = elements(each.envelope());
                ChainSource chains = ChainSource.none();
                if (mode == Mode.RELAYED) {
                    Companion companion = CompanionReader.read(ByteSlice.of(each.companion()));
                    chains = companion::find;
                }
                IntakeReport report = intake.take(delivery(collection, mode, chains), elements, List.of());
                if (report.stored() != BATCH) {
                    throw new IllegalStateException(report.verdicts().get(0).toString());
                }
            }
        }
        return (system.getProcessCpuTime() - before) / 1e3;
    }

    private Sealing sealing() {
        var sealer =
                new Sealer(() -> Optional.of(own), new Signatory("B", Optional.empty(), List.of()), new SecureRandom());
        return new Sealing(new ChainVerifier(keys), sealer, thumbprint -> Optional.empty(), Set.of());
    }

    private static Delivery delivery(UUID collection, Mode mode, ChainSource chains) {
        return new Delivery(
                collection,
                new Receipt(
                        mode == Mode.SEALED ? "operator" : "peer:a",
                        "follow",
                        Instant.now(),
                        Optional.empty(),
                        Optional.empty(),
                        "benchmark"),
                Tlp.RED,
                Optional.empty(),
                Optional.empty(),
                (offered, held) -> true,
                Acceptance.refusing(),
                chains);
    }
}
