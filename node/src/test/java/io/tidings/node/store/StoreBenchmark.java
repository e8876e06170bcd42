package io.tidings.node.store;

import io.tidings.node.identity.Secret;
import io.tidings.node.identity.StorageKeys;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Measures the store alone: appending, reading through, first pages, single releases. Not a test; run its main method
 * with {@code -Xmx512m} and the folder, the number of objects and the objects per append as arguments; a fourth,
 * {@code encrypt}, has it encrypt. Beside the time
 * on the clock it gives processor time, which other load on the machine disturbs less.
 */
final class StoreBenchmark {
    private static final int WAITING = 8;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int objects = Integer.parseInt(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        UUID collection = new UUID(1, 1);
        long opening = System.nanoTime();
        boolean encrypting = List.of(arguments).contains("encrypt");
        try (Store store = open(folder, encrypting)) {
            System.out.printf("open %d ms%n", millisSince(opening));
            if (store.collection(collection).isEmpty()) {
                store.createCollection(collection, "c", "c", Optional.empty());
            }
            append(store, collection, objects, batch, folder);
            readThrough(store, collection);
            firstPages(store, collection);
            releases(store, collection);
            opening = System.nanoTime();
        }
        System.out.printf("close %d ms, file %d MB%n", millisSince(opening), size(folder));
        opening = System.nanoTime();
        open(folder, encrypting).close();
        System.out.printf("reopen and close %d ms%n", millisSince(opening));
    }

    private static Store open(Path folder, boolean encrypting) {
        var random = new SecureRandom();
        var vault = new StorageKeys(folder.resolve("storage-keys.p12"), new Secret("password"), random);
        return JdbcStore.open(
                StoreOptions.h2(folder.resolve("store")), Clock.systemUTC(), new Encryption(vault, encrypting, random));
    }

    private static void append(Store store, UUID collection, int objects, int batch, Path folder) throws Exception {
        var maker = new Maker(new Random(System.nanoTime()));
        var receipt = StoreContract.receipt("peer:bank-b");
        Deque<CompletableFuture<List<Appended>>> waiting = new ArrayDeque<>();
        int segment = Math.max(batch, objects / 10);
        long wall = System.nanoTime();
        long cpu = cpu();
        long making = 0;
        for (int done = 0; done < objects; done += batch) {
            long from = System.nanoTime();
            List<StixObject> made = maker.make(batch);
            making += System.nanoTime() - from;
            waiting.add(store.append(new Append(collection, made, receipt, List.of(), StoreContract.ANYBODY)));
            if (waiting.size() >= WAITING) {
                StoreContract.join(waiting.remove());
            }
            if ((done + batch) % segment == 0) {
                double seconds = (System.nanoTime() - wall) / 1e9;
                double busy = (cpu() - cpu) / 1e9;
                System.out.printf(
                        "append to %,d: %,.0f/s, cpu %.1f us/object of which making %.1f, file %d MB, heap %d MB%n",
                        done + batch,
                        segment / seconds,
                        busy * 1e6 / segment,
                        making / 1e3 / segment,
                        size(folder),
                        heap());
                wall = System.nanoTime();
                cpu = cpu();
                making = 0;
            }
        }
        while (!waiting.isEmpty()) {
            StoreContract.join(waiting.remove());
        }
    }

    /** Makes objects of 600 bytes for next to nothing, by writing random ids into a template. */
    private static final class Maker {
        private final Random random;
        private final StixObject template = Objects.withSize(new StixId("indicator--" + new UUID(0, 0)), 600);
        private final int at = template.bytes().text().indexOf(new UUID(0, 0).toString());

        Maker(Random random) {
            this.random = random;
        }

        List<StixObject> make(int count) {
            List<StixObject> made = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
                byte[] bytes = template.bytes().toByteArray();
                System.arraycopy(uuid.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, uuid.length());
                Head head = template.head();
                made.add(new StixObject(
                        ByteSlice.of(bytes),
                        new Head(
                                new StixId("indicator--" + uuid),
                                head.specVersion(),
                                head.created(),
                                head.modified(),
                                head.createdByRef(),
                                head.revoked(),
                                head.objectMarkingRefs(),
                                head.granularMarkings(),
                                head.labels())));
            }
            return made;
        }
    }

    private static void readThrough(Store store, UUID collection) {
        for (int round = 0; round < 2; round++) {
            long wall = System.nanoTime();
            long cpu = cpu();
            long cursor = 0;
            long count = 0;
            LogPage page;
            do {
                page = store.read(collection, cursor, Long.MAX_VALUE, 1000, 8 << 20);
                cursor = page.examinedThrough();
                count += page.items().size();
            } while (page.more());
            System.out.printf(
                    "read %,d: %,.0f/s, cpu %.1f us/object, heap %d MB%n",
                    count, count / ((System.nanoTime() - wall) / 1e9), (cpu() - cpu) / 1e3 / count, heap());
        }
    }

    private static void firstPages(Store store, UUID collection) {
        long last = store.lastAdded(collection);
        var random = new Random(1);
        long[] times = new long[200];
        for (int i = 0; i < times.length; i++) {
            long from = System.nanoTime();
            store.read(collection, last - random.nextInt(1_000_000), Long.MAX_VALUE, 1000, 8 << 20);
            times[i] = System.nanoTime() - from;
        }
        report("page of 1000 anywhere", times);
        for (int i = 0; i < times.length; i++) {
            long from = System.nanoTime();
            store.read(collection, last, Long.MAX_VALUE, 1000, 8 << 20);
            times[i] = System.nanoTime() - from;
        }
        report("poll without change", times);
    }

    private static void releases(Store store, UUID collection) {
        var release = new Release(
                "peer:bank-b",
                "taxii",
                StoreContract.NOW,
                collection,
                "limit=1000",
                "sha256:00",
                List.of(new Release.Run(1, 1000)),
                1000);
        long[] times = new long[200];
        for (int i = 0; i < times.length; i++) {
            long from = System.nanoTime();
            StoreContract.join(store.recordRelease(release));
            times[i] = System.nanoTime() - from;
        }
        report("record a release", times);
    }

    private static void report(String what, long[] nanos) {
        java.util.Arrays.sort(nanos);
        System.out.printf(
                "%s: median %.2f ms, 99%% %.2f ms%n",
                what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static long size(Path folder) throws java.io.IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum() >> 20;
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
