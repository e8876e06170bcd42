package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.backup.BackupWriter;
import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.BackupReport;
import io.tidings.node.store.Append;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Release;
import io.tidings.node.store.StoreContents;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code backup verify} and {@code restore} on a backup of a small real store. */
class BackupCommandsIT {
    private static final UUID COLLECTION = UUID.fromString("11111111-1111-4111-8111-111111111111");

    @TempDir
    private Path directory;

    private final Cli cli = new Cli();
    private Path file;
    private BackupReport report;

    @BeforeEach
    void backup() throws Exception {
        Path home = directory.resolve("home");
        cli.run("init", "--home", home.toString(), "--organisation", "Bank A");
        cli.run("client", "add", "tip", "--home", home.toString());
        file = directory.resolve("node.tidings");
        try (JdbcStore store = JdbcStore.open(StoreOptions.h2(database(home)), Clock.systemUTC())) {
            store.createCollection(COLLECTION, "indicators", "Indicators", Optional.empty());
            store.append(new Append(COLLECTION, objects(2_500), receipt(), List.of(), (offered, held) -> true))
                    .join();
            report = new BackupWriter(new NodeHome(home), store, "Bank A", "test", new SecureRandom())
                    .write(BackupOrder.plain(file, true), p -> {});
        }
    }

    private static Path database(Path home) {
        return new NodeHome(home).data().resolve("store");
    }

    private static Receipt receipt() {
        return new Receipt("operator", "publish", Instant.now(), Optional.empty(), Optional.empty(), "r");
    }

    private static List<StixObject> objects(int count) throws Exception {
        List<StixObject> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String json = "{\"type\":\"ipv4-addr\",\"id\":\"ipv4-addr--%s\",\"value\":\"198.51.100.%d\"}"
                    .formatted(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}), i);
            objects.add(((Element.Sound) ObjectReader.read(ByteSlice.ofText(json), ContentBounds.standard())).object());
        }
        return objects;
    }

    private Cli.Result restore(String home, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "restore", file.toString(), "--home", directory.resolve(home).toString()));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void aWholeBackupIsSaidToBeWhole() {
        Cli.Result result = cli.run("backup", "verify", file.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("whole: ").contains("2500 entries in 1 collections, with keys");
    }

    @Test
    void aRestoredHomeHasTheSameFilesAndCounts() throws Exception {
        Cli.Result result = restore("new");
        assertThat(result.err()).doesNotContain("error").contains("tidings serve --home");
        assertThat(result.exitCode()).isZero();
        for (String name : List.of(
                "tidings.yaml",
                "keystore.p12",
                "secrets/keystore-password",
                "secrets/operator-key",
                "clients/tip.yaml")) {
            assertThat(directory.resolve("new").resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("home").resolve(name));
        }
        assertThat(directory.resolve("new/secrets/cursor-key")).doesNotExist();
        try (Stream<Path> there = Files.list(directory.resolve("new"))) {
            assertThat(there.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "tidings.yaml",
                            "keystore.p12",
                            "secrets",
                            "peers",
                            "clients",
                            "signers",
                            "audit",
                            "left",
                            "data",
                            "run",
                            "logs");
        }
        try (JdbcStore store = JdbcStore.open(StoreOptions.h2(database(directory.resolve("new"))), Clock.systemUTC())) {
            assertThat(store.contents().entries()).isEqualTo(report.entries());
            assertThat(store.epoch(COLLECTION)).isPresent();
            assertThat(store.append(new Append(
                                    COLLECTION, objects(2_501), receipt(), List.of(), (offered, held) -> true))
                            .join())
                    .as("what was held is known again, and one is new")
                    .filteredOn(io.tidings.node.store.Appended.Stored.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void aRestoreOfARestoreCountsTheEpochsOn() throws Exception {
        restore("new");
        Path home = directory.resolve("new");
        file = directory.resolve("second.tidings");
        UUID first;
        try (JdbcStore store = JdbcStore.open(StoreOptions.h2(database(home)), Clock.systemUTC())) {
            first = store.epoch(COLLECTION).orElseThrow().id();
            new BackupWriter(new NodeHome(home), store, "Bank A", "test", new SecureRandom())
                    .write(BackupOrder.plain(file, true), p -> {});
        }
        assertThat(restore("newer").exitCode()).isZero();
        try (JdbcStore store =
                JdbcStore.open(StoreOptions.h2(database(directory.resolve("newer"))), Clock.systemUTC())) {
            assertThat(store.epoch(COLLECTION).orElseThrow().number()).isEqualTo(2);
            assertThat(store.epoch(COLLECTION).orElseThrow().id()).isNotEqualTo(first);
            List<Release> unknown = store.releasesTo("unknown", Instant.EPOCH, 10);
            assertThat(unknown).as("a mark in the ledger for each restore").hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"store/chunk_part.rows", "store/collection.rows", "home/keystore.p12", "manifest.json"})
    void aFlippedByteIsRefusedWithItsMember(String member) throws Exception {
        flipByteOf(member);
        Cli.Result verified = cli.run("backup", "verify", file.toString());
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.err()).contains("its member " + member);
        Cli.Result restored = restore("new");
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.err()).contains("its member " + member);
        assertThat(directory.resolve("new"))
                .satisfiesAnyOf(
                        home -> assertThat(home).doesNotExist(),
                        home -> assertThat(home).isEmptyDirectory());
    }

    /** In the member's content, 20 bytes after the name that it begins with. */
    private void flipByteOf(String member) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(member) + member.length() + 40;
        try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(bytes[at] ^ 0x10);
        }
    }

    @Test
    void aFileThatWasCutOffIsRefused() throws Exception {
        try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(raw.length() - 100);
        }
        Cli.Result verified = cli.run("backup", "verify", file.toString());
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.err()).contains("list of members");
        assertThat(restore("new").exitCode()).isEqualTo(1);
        assertThat(cli.run("backup", "verify", directory.resolve("none").toString())
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void whatLiesInAHomeIsNeverOverwritten() throws Exception {
        assertThat(restore("home").exitCode()).isEqualTo(4);
        byte[] configuration = Files.readAllBytes(directory.resolve("home/tidings.yaml"));

        Cli.Result replaced = restore("home", "--replace");

        assertThat(replaced.exitCode()).isZero();
        assertThat(replaced.err()).contains("what lay there before is in ");
        try (Stream<Path> there = Files.list(directory.resolve("home"))) {
            Path aside = there.filter(each -> each.getFileName().toString().startsWith("replaced-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(aside.resolve("tidings.yaml")).hasBinaryContent(configuration);
            assertThat(aside.resolve("data/store.mv.db")).exists();
        }
        assertThat(cli.run(
                                "config",
                                "check",
                                "--home",
                                directory.resolve("home").toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void aStoreInUseIsNotReplaced() {
        try (JdbcStore inUse =
                JdbcStore.open(StoreOptions.h2(database(directory.resolve("home"))), Clock.systemUTC())) {
            assertThat(restore("home", "--replace").exitCode()).isEqualTo(5);
            assertThat(inUse.contents()).extracting(StoreContents::entries).isEqualTo(report.entries());
        }
    }

    @Test
    void aBackupGoesOnlyWhereNothingIs() {
        var home = new NodeHome(directory.resolve("home"));
        try (JdbcStore store = JdbcStore.open(StoreOptions.h2(database(home.directory())), Clock.systemUTC())) {
            var writer = new BackupWriter(home, store, "Bank A", "test", new SecureRandom());
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> writer.write(BackupOrder.plain(file, true), p -> {})))
                    .hasMessageContaining("is there already");
            Path nowhere = directory.resolve("none/file");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> writer.write(BackupOrder.plain(nowhere, true), p -> {})))
                    .hasMessageContaining("make it first");
            Path bare = directory.resolve("bare.tidings");
            assertThat(writer.write(BackupOrder.plain(bare, false), p -> {}).withKeys())
                    .isFalse();
            file = bare;
        }
        Cli.Result restored = restore("new");
        assertThat(restored.err()).contains("the backup has no keys");
        assertThat(directory.resolve("new/keystore.p12")).doesNotExist();
        assertThat(directory.resolve("new/secrets")).isEmptyDirectory();
    }

    @Test
    void sayingNoFileIsAMistake() {
        assertThat(cli.run("backup", "--home", directory.resolve("home").toString())
                        .exitCode())
                .isEqualTo(2);
    }
}
