package io.tidings.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.node.audit.AuditVerifier.Expected;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the files of a log is found, and where. */
class AuditVerifierIT {
    private static final int RECORDS = 25;

    @TempDir
    Path directory;

    private WrittenLog log;
    private Head end;

    @BeforeEach
    void aLog() throws Exception {
        log = new WrittenLog(directory.resolve("audit"), new TestKey(), Clock.systemUTC());
        end = log.write(WrittenLog.OPTIONS, RECORDS);
    }

    @Test
    void aLogAsItWasWrittenIsProven() throws Exception {
        Verification proof = log.verify(new Expected(true, Optional.of(end), List.of(), Set.of(log.key.id())));
        assertThat(proof.fault()).isEmpty();
        assertThat(proof.head()).contains(end);
        assertThat(proof.signedThrough()).isEqualTo(end.seq() - 1);
        assertThat(proof.checkpoints()).isGreaterThanOrEqualTo(3);
        assertThat(proof.signers()).containsExactly(log.key.id());
    }

    @Test
    void aChangeToAnyByteOfAnyLineIsFound() throws Exception {
        List<String> lines = log.lines();
        Random random = new Random(7);
        for (int i = 0; i < lines.size(); i++) {
            byte[] line = lines.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            int at = random.nextInt(line.length);
            line[at] ^= 1;
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, new String(line, java.nio.charset.StandardCharsets.UTF_8));
            log.replace(changed);
            Verification proof = log.verify(new Expected(true, Optional.of(end), List.of(), Set.of()));
            assertThat(proof.fault())
                    .as("line %d, byte %d of seed 7", i + 1, at)
                    .isPresent();
            // The line itself, or the one after it, which has its hash.
            assertThat(proof.fault().get().line()).isBetween((long) i, i + 2L);
        }
    }

    @Test
    void aMissingRecordIsNamed() throws Exception {
        for (int i = 1; i < log.lines().size() - 1; i++) {
            aLog(directory.resolve("missing" + i));
            List<String> lines = log.lines();
            lines.remove(i);
            log.replace(lines);
            Verification proof = log.verify();
            assertThat(proof.fault().orElseThrow().line()).isEqualTo(i + 1L);
            assertThat(proof.fault().get().why()).contains("1 records are missing");
        }
    }

    @Test
    void recordsThatChangedPlacesOrCameTwiceAreNamed() throws Exception {
        List<String> lines = log.lines();
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 4, 5);
        log.replace(swapped);
        assertThat(log.verify().fault().orElseThrow().line()).isEqualTo(5);

        List<String> twice = new ArrayList<>(lines);
        twice.add(8, lines.get(7));
        log.replace(twice);
        assertThat(log.verify().fault().orElseThrow().line()).isEqualTo(9);
        assertThat(log.verify().fault().orElseThrow().why()).contains("moved or repeated");
    }

    @Test
    void anEndThatWasCutOffIsFoundByWhatTheStoreRemembersAndByAKeptCheckpoint() throws Exception {
        List<String> lines = log.lines();
        String kept = AuditLine.parse(lines.get(lines.size() - 1).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .what()
                .path("jws")
                .asText();
        log.replace(lines.subList(0, lines.size() - 3));

        assertThat(log.verify().isProven()).as("the chain alone cannot tell").isTrue();
        assertThat(log.verify(new Expected(true, Optional.of(end), List.of(), Set.of()))
                        .fault()
                        .orElseThrow()
                        .why())
                .contains("cut off");
        assertThat(log.verify(new Expected(false, Optional.empty(), List.of(kept), Set.of()))
                        .fault()
                        .orElseThrow()
                        .why())
                .contains("cut off");
    }

    @Test
    void aLogMadeAnewWithItsOwnHashesIsNotTheOneThatWasSigned() throws Exception {
        List<String> lines = log.lines();
        String kept = AuditLine.parse(lines.get(lines.size() - 1).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .what()
                .path("jws")
                .asText();
        var forged = new WrittenLog(directory.resolve("forged"), new TestKey(), Clock.systemUTC());
        forged.write(WrittenLog.OPTIONS, RECORDS);

        assertThat(forged.verify(new Expected(true, Optional.empty(), List.of(), Set.of(log.key.id())))
                        .fault()
                        .orElseThrow()
                        .why())
                .contains("none of the keys expected");
        assertThat(forged.verify(new Expected(true, Optional.empty(), List.of(kept), Set.of()))
                        .fault())
                .isPresent();
    }

    @Test
    void aChangedRecordUnderMendedHashesIsFoundByTheCheckpointAfterIt() throws Exception {
        List<String> lines = new ArrayList<>(log.lines());
        lines.set(3, lines.get(3).replace("bank-b", "bank-c"));
        for (int i = 4; i < lines.size(); i++) {
            String hash = AuditLine.hash(lines.get(i - 1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            lines.set(i, lines.get(i).replaceFirst("\"prev\":\"[0-9a-f]{64}\"", "\"prev\":\"" + hash + "\""));
        }
        log.replace(lines);
        Verification proof = log.verify();
        assertThat(proof.fault().orElseThrow().why()).contains("signed for another place");
    }

    @Test
    void withoutItsCheckpointsALogProvesNothing() throws Exception {
        var unsigned = new WrittenLog(directory.resolve("unsigned"), log.key, Clock.systemUTC());
        unsigned.write(WrittenLog.OPTIONS, 2);
        List<String> lines = unsigned.lines();
        unsigned.replace(lines.subList(0, 1));
        assertThat(unsigned.verify().fault().orElseThrow().why()).contains("no checkpoint");
    }

    @Test
    void aPartOfALogIsProvenAsFarAsItGoes() throws Exception {
        var small =
                new AuditOptions(2_000, 1 << 30, WrittenLog.OPTIONS.keep(), 10, WrittenLog.OPTIONS.checkpointEvery());
        log = new WrittenLog(directory.resolve("many"), log.key, Clock.systemUTC());
        log.write(small, RECORDS);
        List<Path> files = log.files();
        assertThat(files).hasSizeGreaterThan(3);
        Verification proof = AuditVerifier.verify(files.subList(2, files.size()), Expected.anyPart());
        assertThat(proof.fault()).isEmpty();
        assertThat(proof.notes()).anyMatch(note -> note.contains("what lies before is not here"));

        Files.delete(files.get(1));
        assertThat(log.verify().fault().orElseThrow().why()).contains("records are missing");
        Files.delete(files.get(0));
        assertThat(log.verify().fault().orElseThrow().why()).contains("no signed record says");
    }

    @Test
    void everyKindOfKeySigns() throws Exception {
        for (String algorithm : List.of("Ed25519", "RSA", "EC")) {
            TestKey key = new TestKey();
            key.become(algorithm);
            aLog(directory.resolve(algorithm), key);
            assertThat(log.verify().fault()).as(algorithm).isEmpty();
        }
    }

    @Test
    void anAuditorProvesItWithoutThisProgram() throws Exception {
        for (String tool : List.of("bash", "jq", "openssl", "sha256sum")) {
            assumeTrue(run(List.of("which", tool)) == 0, tool + " is not on this machine");
        }
        List<String> script = List.of(
                "bash",
                Path.of("..", "docs", "audit-verify.sh").toString(),
                log.files().get(0).toString());
        assertThat(run(script)).isZero();

        List<String> lines = log.lines();
        List<String> changed = new ArrayList<>(lines);
        changed.set(5, lines.get(5).replace("bank-b", "bank-c"));
        log.replace(changed);
        assertThat(run(script)).isEqualTo(1);
    }

    private static int run(List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void aLog(Path at) throws Exception {
        aLog(at, log.key);
    }

    private void aLog(Path at, TestKey key) throws Exception {
        log = new WrittenLog(at, key, Clock.systemUTC());
        end = log.write(WrittenLog.OPTIONS, RECORDS);
    }
}
