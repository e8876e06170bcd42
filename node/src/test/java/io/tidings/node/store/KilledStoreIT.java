package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.identity.Secret;
import io.tidings.node.identity.StorageKeys;
import io.tidings.stix.object.StixObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of its writes and looks what the next one finds (I-3, I-4). */
class KilledStoreIT {
    private static final UUID COLLECTION = new UUID(1, 1);
    private static final int ROUNDS = 5;
    private static final long SEED = 41;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<Long, String> acknowledged = new TreeMap<>();
    private final Map<String, String> states = new HashMap<>();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedSurvivesAndNoStampIsGivenTwice() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killAfter(50 + random.nextInt(400), round % 2 == 0);
            check(round);
        }
    }

    // Some rounds encrypt: then keys must be as durable as what they open.
    private static Store open(Path folder, boolean encrypting) {
        var random = new SecureRandom();
        var vault = new StorageKeys(folder.resolve("storage-keys.p12"), new Secret("password"), random);
        return JdbcStore.open(
                StoreOptions.h2(folder.resolve("store")), Clock.systemUTC(), new Encryption(vault, encrypting, random));
    }

    private void killAfter(int acknowledgements, boolean encrypting) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        Long.toString(random.nextLong()),
                        Boolean.toString(encrypting))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                lines.add(line);
                if (lines.size() == acknowledgements) {
                    child.toHandle().destroyForcibly(); // keeps what it wrote readable
                }
                line = out.readLine();
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(lines).as("what the child said, seed %d", SEED).hasSizeGreaterThanOrEqualTo(acknowledgements);
        lines.forEach(this::note);
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        if (!words[words.length - 1].equals(".")) {
            return; // cut off in the middle
        }
        switch (words[0]) {
            case "entry" ->
                assertThat(acknowledged.put(Long.parseLong(words[1]), words[2]))
                        .as("an earlier entry with the stamp of " + line)
                        .isNull();
            case "state" -> states.put(words[1], words[2]);
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void check(int round) {
        try (Store store = open(folder, false)) {
            LogPage all = store.read(COLLECTION, 0, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
            Map<Long, String> held = new HashMap<>();
            long before = 0;
            for (LogPage.Item item : all.items()) {
                assertThat(item.entry().added()).isGreaterThan(before);
                before = item.entry().added();
                held.put(before, item.entry().id().value());
                assertThat(item.bytes().text()).contains(item.entry().id().value());
            }
            assertThat(before).isEqualTo(store.lastAdded(COLLECTION));
            assertThat(held).as("seed %d round %d", SEED, round).containsAllEntriesOf(acknowledged);
            // The value of a key only ever grows, and the last ones may have been stored unsaid.
            states.forEach((key, value) -> assertThat(
                            Long.parseLong(store.state("counter", key).orElse("0")))
                    .isGreaterThanOrEqualTo(Long.parseLong(value)));
            for (LogPage.Item item :
                    all.items().subList(0, Math.min(20, all.items().size()))) {
                assertThat(store.versions(COLLECTION, item.entry().id())).contains(item.entry());
            }
        }
    }

    /** Appends and keeps state from several threads until it is killed, and says what was acknowledged. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Store store = open(Path.of(arguments[0]), Boolean.parseBoolean(arguments[2]));
            if (store.collection(COLLECTION).isEmpty()) {
                store.createCollection(COLLECTION, "c", "c", Optional.empty());
            }
            long seed = Long.parseLong(arguments[1]);
            int[] sizes = {1, 3, 40, 700};
            for (int i = 0; i < sizes.length; i++) {
                int size = sizes[i];
                var dice = new Random(seed + i);
                new Thread(() -> append(store, dice, size)).start();
            }
            new Thread(() -> count(store)).start();
        }

        private static void append(Store store, Random dice, int size) {
            while (true) {
                List<StixObject> objects = Objects.some(dice, size);
                List<Appended> outcome = StoreContract.join(store.append(new Append(
                        COLLECTION, objects, StoreContract.receipt("operator"), List.of(), StoreContract.ANYBODY)));
                var lines = new StringBuilder();
                for (int i = 0; i < size; i++) {
                    if (outcome.get(i) instanceof Appended.Stored stored) {
                        lines.append("entry %d %s .%n"
                                .formatted(stored.added(), objects.get(i).id()));
                    }
                }
                say(lines.toString());
            }
        }

        private static void count(Store store) {
            long count = Long.parseLong(store.state("counter", "k").orElse("0"));
            while (true) {
                count++;
                StoreContract.join(store.putState("counter", "k", Long.toString(count)));
                say("state k %d .%n".formatted(count));
            }
        }

        private static void say(String text) {
            PrintStream out = System.out;
            synchronized (out) {
                out.print(text);
                out.flush();
            }
        }
    }
}
