package io.tidings.node.store;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * What the ledger costs, and how long it takes to ask it: {@code LedgerBenchmark FOLDER OBJECTS PULLS POLLS}. Fills a store,
 * records {@code PULLS} full pulls in pages of 1,000 by as many peers and {@code POLLS} pages of ten anywhere, then asks who
 * got random objects and what random peers were given.
 */
final class LedgerBenchmark {
    private static final int PAGE = 1_000;
    private static final int WAITING = 64;

    private LedgerBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int objects = Integer.parseInt(arguments[1]);
        int pulls = Integer.parseInt(arguments[2]);
        int polls = Integer.parseInt(arguments[3]);
        UUID collection = new UUID(1, 1);
        var random = new Random(1);
        try (Store store = JdbcStore.open(StoreOptions.h2(folder.resolve("store")), Clock.systemUTC())) {
            if (store.collection(collection).isEmpty()) {
                store.createCollection(collection, "c", "c", Optional.empty());
                fill(store, collection, objects, random);
                release(store, collection, pulls, polls, random);
            }
            System.out.printf("ledger: %,d rows%n", store.lastRelease());
            cost(store, collection);
            ask(store, collection, objects, pulls, random);
        }
    }

    private static void fill(Store store, UUID collection, int objects, Random random) {
        StixObject template = Objects.withSize(new StixId("indicator--" + new UUID(0, 0)), 600);
        int at = template.bytes().text().indexOf(new UUID(0, 0).toString());
        Deque<CompletableFuture<List<Appended>>> waiting = new ArrayDeque<>();
        for (int done = 0; done < objects; done += PAGE) {
            List<StixObject> made = new ArrayList<>(PAGE);
            for (int i = 0; i < PAGE; i++) {
                made.add(object(template, at, id(done + i)));
            }
            waiting.add(store.append(
                    new Append(collection, made, StoreContract.receipt("peer:a"), List.of(), StoreContract.ANYBODY)));
            if (waiting.size() >= 8) {
                StoreContract.join(waiting.remove());
            }
        }
        waiting.forEach(StoreContract::join);
    }

    private static StixId id(int number) {
        return new StixId("indicator--" + new UUID(mix(number), mix(~number)));
    }

    private static long mix(long number) {
        return new Random(number).nextLong();
    }

    private static StixObject object(StixObject template, int at, StixId id) {
        byte[] bytes = template.bytes().toByteArray();
        byte[] uuid = id.value().substring("indicator--".length()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(uuid, 0, bytes, at, uuid.length);
        Head head = template.head();
        return new StixObject(
                ByteSlice.of(bytes),
                new Head(
                        id,
                        head.specVersion(),
                        head.created(),
                        head.modified(),
                        head.createdByRef(),
                        head.revoked(),
                        head.objectMarkingRefs(),
                        head.granularMarkings(),
                        head.labels()));
    }

    private static void release(Store store, UUID collection, int pulls, int polls, Random random) {
        List<Release.Run> pages = new ArrayList<>();
        long after = 0;
        LogPage page = new LogPage(List.of(), 0, true);
        while (page.more()) {
            page = store.read(collection, after, Long.MAX_VALUE, PAGE, 8 << 20);
            if (!page.items().isEmpty()) {
                pages.add(new Release.Run(
                        page.items().get(0).entry().added(),
                        page.items().get(page.items().size() - 1).entry().added()));
            }
            after = page.examinedThrough();
        }
        Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
        for (int pull = 0; pull < pulls; pull++) {
            for (Release.Run run : pages) {
                record(store, waiting, release(collection, "peer:p" + pull, run, PAGE));
            }
        }
        for (int poll = 0; poll < polls; poll++) {
            Release.Run run = pages.get(random.nextInt(pages.size()));
            record(
                    store,
                    waiting,
                    release(
                            collection,
                            "peer:p" + random.nextInt(Math.max(1, pulls)),
                            new Release.Run(run.first(), run.first() + 9),
                            10));
        }
        waiting.forEach(StoreContract::join);
    }

    private static Release release(UUID collection, String principal, Release.Run run, int count) {
        return new Release(
                principal,
                "taxii",
                Instant.now(),
                collection,
                "limit=" + PAGE,
                "sha256:" + "ab".repeat(32),
                List.of(run),
                count);
    }

    private static void record(Store store, Deque<CompletableFuture<Void>> waiting, Release release) {
        waiting.add(store.recordRelease(release));
        if (waiting.size() >= WAITING) {
            StoreContract.join(waiting.remove());
        }
    }

    /** Processor time of a row, alone and with seven others in the same commit, and of reading the page that it is of. */
    private static void cost(Store store, UUID collection) {
        for (int round = 0; round < 3; round++) {
            long after = 0;
            long cpu = cpu();
            for (int i = 0; i < 300; i++) {
                LogPage page = store.read(collection, after, Long.MAX_VALUE, PAGE, 8 << 20);
                after = page.more() ? page.examinedThrough() : 0;
            }
            double reading = (cpu() - cpu) / 300e3;
            for (int together : new int[] {1, 8}) {
                Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
                cpu = cpu();
                for (int i = 0; i < 800; i++) {
                    waiting.add(store.recordRelease(release(collection, "peer:cost", new Release.Run(1, PAGE), PAGE)));
                    if (waiting.size() >= together) {
                        waiting.forEach(StoreContract::join);
                        waiting.clear();
                    }
                }
                System.out.printf(
                        "cpu: page of %d %.0f us, its ledger row %.0f us with %d at once%n",
                        PAGE, reading, (cpu() - cpu) / 800e3, together);
            }
        }
    }

    private static void ask(Store store, UUID collection, int objects, int pulls, Random random) {
        for (int round = 0; round < 3; round++) {
            long[] whoGot = new long[100];
            long found = 0;
            for (int i = 0; i < whoGot.length; i++) {
                StixId id = id(random.nextInt(objects));
                long from = System.nanoTime();
                for (Entry entry : store.versions(id)) {
                    found += store.releasesOf(entry).size();
                }
                whoGot[i] = System.nanoTime() - from;
            }
            report("who-got (" + found / whoGot.length + " rows each)", whoGot);
            long[] given = new long[100];
            for (int i = 0; i < given.length; i++) {
                long from = System.nanoTime();
                found = store.releasesTo("peer:p" + random.nextInt(Math.max(1, pulls)), Instant.EPOCH, 1_001)
                        .size();
                given[i] = System.nanoTime() - from;
            }
            report("given, 1,000 rows", given);
        }
    }

    private static void report(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: median %.1f ms, 99%% %.1f ms%n",
                what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
