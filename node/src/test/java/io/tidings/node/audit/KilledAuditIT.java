package io.tidings.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A record that was acknowledged is there after {@code kill -9}, and the log that it leaves is whole but for a torn end. */
class KilledAuditIT {
    private static final int ROUNDS = 3;
    private static final long SEED = 17;

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedIsInTheLog() throws Exception {
        Random random = new Random(SEED);
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killAfter(50 + random.nextInt(500), round));
            Verification proof = AuditVerifier.verify(AuditFiles.in(directory), AuditVerifier.Expected.anyPart());
            assertThat(proof.fault()).as("seed %d round %d", SEED, round).isEmpty();
        }
        var text = new StringBuilder();
        for (Path file : AuditFiles.in(directory)) {
            text.append(Files.readString(file));
        }
        for (String each : acknowledged) {
            assertThat(text).contains("\"text\":\"" + each + "\"");
        }
    }

    private List<String> killAfter(int acknowledgements, int round) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(".")) {
                    said.add(line.substring(0, line.length() - 1));
                }
                if (said.size() == acknowledgements) {
                    child.toHandle().destroyForcibly(); // keeps what it wrote readable
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(said).as("what the child said").hasSizeGreaterThanOrEqualTo(acknowledgements);
        return said;
    }

    /** Records from several threads until it is killed, in small files, and says what was acknowledged. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            var options = new AuditOptions(
                    20_000, 1 << 30, WrittenLog.OPTIONS.keep(), 50, WrittenLog.OPTIONS.checkpointEvery());
            AuditLog log = new WrittenLog(Path.of(arguments[0]), new TestKey(), Clock.systemUTC())
                    .open(options, Optional.empty());
            for (int i = 0; i < 4; i++) {
                String name = arguments[1] + "-" + i + "-";
                new Thread(() -> record(log, name)).start();
            }
        }

        private static void record(AuditLog log, String name) {
            PrintStream out = System.out;
            for (long count = 0; ; count++) {
                String text = name + count;
                log.require(AuditEvent.of(Kind.USE, "test", "child").with("text", text));
                synchronized (out) {
                    out.print(text + ".\n");
                    out.flush();
                }
            }
        }
    }
}
