package io.tidings.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.audit.AuditVerifier.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log goes on through crashes, full disks and changed keys, and says what it found. */
class AuditLogIT {
    @TempDir
    Path directory;

    private WrittenLog written;

    @BeforeEach
    void aDirectory() throws Exception {
        written = new WrittenLog(directory.resolve("audit"), new TestKey(), Clock.systemUTC());
    }

    @Test
    void recordsOfManyThreadsAreAllThereAndInOrder() throws Exception {
        AuditLog log = written.open(WrittenLog.OPTIONS, Optional.empty());
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < 100; i++) {
                        log.append(WrittenLog.event(i)).join();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        log.close();
        assertThat(written.verify().fault()).isEmpty();
        assertThat(written.lines().stream().filter(line -> line.contains("\"page\"")))
                .hasSize(800);
    }

    @Test
    void aLastRecordCutAtAnyByteIsCutOffAndTheLogGoesOn() throws Exception {
        Head end = written.write(WrittenLog.OPTIONS, 3);
        Path file = written.files().get(0);
        byte[] whole = Files.readAllBytes(file);
        int lastLine = whole.length - 1;
        while (whole[lastLine - 1] != '\n') {
            lastLine--;
        }
        for (int length = lastLine + 1; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            Verification torn = written.verify();
            assertThat(torn.fault()).as("%d of %d bytes", length, whole.length).isEmpty();
            assertThat(torn.last()).isEqualTo(end.seq() - 1);
            assertThat(torn.notes()).anyMatch(note -> note.contains("not written whole"));

            AuditLog log = written.open(WrittenLog.OPTIONS, Optional.empty());
            log.require(WrittenLog.event(99));
            log.close();
            Verification goneOn = written.verify();
            assertThat(goneOn.fault()).isEmpty();
            assertThat(goneOn.notes()).anyMatch(note -> note.contains("as after a crash"));
        }
    }

    @Test
    void aLogThatWasCutShortOrRemovedSaysSoForEver() throws Exception {
        Head end = written.write(WrittenLog.OPTIONS, 5);
        List<String> lines = written.lines();
        written.replace(lines.subList(0, lines.size() - 2));
        written.open(WrittenLog.OPTIONS, Optional.of(end)).close();
        assertThat(written.verify().fault().orElseThrow().why()).contains("cut short");

        for (Path file : written.files()) {
            Files.delete(file);
        }
        written.open(WrittenLog.OPTIONS, Optional.of(end)).close();
        assertThat(written.verify().fault().orElseThrow().why()).contains("it was removed");
    }

    @Test
    void aBrokenLogIsNotMendedAndGoesOnInANewFile() throws Exception {
        written.write(WrittenLog.OPTIONS, 5);
        List<String> lines = written.lines();
        lines.remove(2);
        written.replace(lines);
        AuditLog log = written.open(WrittenLog.OPTIONS, Optional.empty());
        log.require(WrittenLog.event(1));
        log.close();
        assertThat(written.files()).hasSize(2);
        assertThat(Files.readAllLines(written.files().get(0))).hasSize(lines.size());
        assertThat(written.verify().fault().orElseThrow().why()).contains("1 records are missing");
        assertThat(written.lines()).anyMatch(line -> line.contains("the chain is broken"));
    }

    @Test
    void whatTheDiskDoesNotTakeFailsAndTheLogGoesOnWhenThereIsRoom() throws Exception {
        var full = new AtomicBoolean();
        AuditLog log = written.open(WrittenLog.OPTIONS, Optional.empty(), file -> fillable(file, full));
        log.require(WrittenLog.event(1));
        full.set(true);
        assertThatThrownBy(() -> log.require(WrittenLog.event(2)))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("No space left");
        CompletableFuture<Void> third = log.append(WrittenLog.event(3));
        assertThatThrownBy(third::join).hasCauseInstanceOf(AuditUnavailableException.class);
        full.set(false);
        log.require(WrittenLog.event(4));
        log.close();

        assertThat(log.failures()).isPositive();
        assertThat(written.verify().fault()).isEmpty();
        assertThat(written.lines()).noneMatch(line -> line.contains("\"number\":2"));
        assertThat(written.lines()).anyMatch(line -> line.contains("\"number\":4"));
    }

    /** A file whose disk takes half of what is written while it is full. */
    private static LogFile fillable(Path file, AtomicBoolean full) throws IOException {
        LogFile real = LogFile.onDisk(file);
        return new LogFile() {
            @Override
            public void write(long length, byte[] bytes) throws IOException {
                if (full.get()) {
                    real.write(length, Arrays.copyOf(bytes, bytes.length / 2));
                    throw new IOException("No space left on device");
                }
                real.write(length, bytes);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Test
    void aNewKeyIsNamedBeforeItSigns() throws Exception {
        String first = written.key.id();
        AuditLog log = written.open(WrittenLog.OPTIONS, Optional.empty());
        IntStream.range(0, 12).forEach(i -> log.require(WrittenLog.event(i)));
        written.key.change();
        IntStream.range(0, 12).forEach(i -> log.require(WrittenLog.event(i)));
        log.close();
        Verification proof =
                written.verify(new Expected(true, Optional.empty(), List.of(), Set.of(first, written.key.id())));
        assertThat(proof.fault()).isEmpty();
        assertThat(proof.signers()).containsExactly(first, written.key.id());
    }

    @Test
    void theOldestFilesGoAndThatTheyDidIsSigned() throws Exception {
        var small = new AuditOptions(2_000, 10_000, Duration.ofDays(400), 10, Duration.ofMinutes(5));
        Head end = written.write(small, 120);
        assertThat(written.files().get(0).getFileName().toString()).isNotEqualTo("00000001.jsonl");
        long bytes = 0;
        for (Path file : written.files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThan(15_000);
        Verification proof = written.verify(new Expected(true, Optional.of(end), List.of(), Set.of(written.key.id())));
        assertThat(proof.fault()).isEmpty();
        assertThat(proof.notes()).anyMatch(note -> note.contains("dropped by the rule of retention"));

        Files.delete(written.files().get(0));
        assertThat(written.verify().fault()).as("one more than was signed for").isPresent();
    }

    @Test
    void theJournalsMarksComeBackAfterAnyEnd() throws Exception {
        AuditLog log = written.open(WrittenLog.OPTIONS, Optional.empty());
        log.require(AuditEvent.of(Kind.SHARING, "page", "peer:b").with(Marks.LEDGER, 41));
        log.require(AuditEvent.of(Kind.COLLECTION, "stored", "peer:b")
                .with(Marks.COLLECTION, "c1")
                .with(Marks.THROUGH, 7_000_000));
        log.require(AuditEvent.of(Kind.SHARING, "page", "peer:b").with(Marks.LEDGER, 42));
        // Not closed: as after kill -9.
        AuditLog again = written.open(WrittenLog.OPTIONS, Optional.empty());
        assertThat(again.marks().ledger()).isEqualTo(42);
        assertThat(again.marks().arrival("c1")).isEqualTo(7_000_000);
        again.close();
        AuditLog third = written.open(WrittenLog.OPTIONS, Optional.empty());
        assertThat(third.marks()).isEqualTo(again.marks());
        third.close();
    }

    @Test
    void whatNobodyWaitsForIsWrittenBeforeTheEnd() throws Exception {
        AuditLog log = written.open(WrittenLog.OPTIONS, Optional.empty());
        IntStream.range(0, 50).forEach(i -> log.note(WrittenLog.event(i)));
        log.close();
        assertThat(written.lines().stream().filter(line -> line.contains("\"page\"")))
                .hasSize(50);
        assertThat(written.lines().get(written.lines().size() - 1)).contains("checkpoint");
        assertThatThrownBy(() -> log.require(WrittenLog.event(1))).isInstanceOf(AuditUnavailableException.class);
    }
}
