package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.identity.Secret;
import io.tidings.node.identity.StorageKeys;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in an H2 file, encrypting. */
class EncryptedStoreIT extends StoreContract {
    private static final String MARKER = "203.0.113.77-is-not-to-be-seen";

    @TempDir
    Path folder;

    private boolean encrypting = true;

    @Override
    StoreOptions options() {
        return StoreOptions.h2(folder.resolve("store"));
    }

    @BeforeEach
    @Override
    void open() throws IOException {
        EmptyStore.lay(folder.resolve("store"));
        super.open();
    }

    @Override
    Store opened(StoreOptions options) {
        return JdbcStore.open(options, clock, new Encryption(vault(), encrypting, new SecureRandom()));
    }

    private StorageKeys vault() {
        return new StorageKeys(keystore(), new Secret("password"), new SecureRandom());
    }

    private Path keystore() {
        return folder.resolve("storage-keys.p12");
    }

    // ---- what is on the disk

    @Test
    void neitherObjectNorIdNorLabelStandsInTheFile() throws Exception {
        StixObject object = marked();
        append(indicators, List.of(object));
        assertThat(all(indicators).items().get(0).bytes()).isEqualTo(object.bytes());
        store.close();
        assertThat(file())
                .doesNotContain(MARKER)
                .doesNotContain(object.id().value())
                .doesNotContain("malicious-activity")
                .doesNotContain(Objects.CREATOR.value());
    }

    @Test
    void withoutEncryptionAllOfThemDo() throws Exception {
        encrypting = false;
        reopen();
        StixObject object = marked();
        append(indicators, List.of(object));
        store.close();
        assertThat(file())
                .contains(MARKER)
                .contains(object.id().value())
                .contains("malicious-activity")
                .contains(Objects.CREATOR.value());
    }

    @Test
    void encryptionCanBeTurnedOnAndOffAndAllStaysReadable() {
        List<StixObject> objects = Objects.some(random, 6);
        for (StixObject object : objects) {
            append(indicators, List.of(object));
            encrypting = !encrypting;
            reopen();
        }
        assertThat(all(indicators).items())
                .extracting(LogPage.Item::bytes)
                .containsExactlyElementsOf(
                        objects.stream().map(StixObject::bytes).toList());
        assertThat(count("SELECT COUNT(*) FROM chunk WHERE data_key = 0")).isEqualTo(3);
    }

    @Test
    void eachOriginHasAKeyOfItsOwn() {
        append(indicators, Objects.some(random, 2));
        append(inbox, Objects.some(random, 2));
        join(store.append(new Append(indicators, Objects.some(random, 2), receipt("client:misp"), List.of(), ANYBODY)));
        assertThat(count("SELECT COUNT(DISTINCT data_key) FROM chunk")).isEqualTo(2);
        assertThat(store.origins())
                .filteredOn(origin -> origin.encryptedSince().isPresent())
                .extracting(Origin::name)
                .containsExactly("client:misp", "peer:bank-b");
    }

    // ---- what was stored before

    @Test
    void whatWasStoredInTheClearIsEncryptedInItsPlace() throws Exception {
        encrypting = false;
        reopen();
        List<StixObject> objects = new ArrayList<>(Objects.some(random, 30));
        objects.add(marked());
        objects.add(Objects.withSize(Objects.id(random), 3 << 20)); // more than one part
        append(indicators, objects);
        join(store.append(new Append(inbox, Objects.some(random, 5), receipt("client:misp"), List.of(), ANYBODY)));
        assertThat(store.unencryptedBytes()).as("nobody asked for it").isEmpty();
        encrypting = true;
        reopen();
        List<Entry> before = store.entries(indicators, 0, 100);
        append(indicators, Objects.some(random, 1));
        assertThat(store.unencryptedBytes().orElseThrow()).isGreaterThan(3 << 20);

        List<Long> told = new ArrayList<>();
        assertThat(store.encryptStored(told::add)).isEqualTo(32 + 5);
        assertThat(told).last().isEqualTo(37L);
        assertThat(store.unencryptedBytes()).contains(0L);
        assertThat(count("SELECT COUNT(*) FROM chunk WHERE data_key = 0")).isZero();
        assertThat(count("SELECT COUNT(DISTINCT data_key) FROM chunk"))
                .as("a key for each origin")
                .isEqualTo(2);
        assertThat(store.encryptStored(told::add)).as("once more").isZero();

        reopen();
        assertThat(all(indicators).items())
                .extracting(LogPage.Item::bytes)
                .startsWith(objects.stream().map(StixObject::bytes).toArray(ByteSlice[]::new));
        assertThat(store.entries(indicators, 0, 100)).startsWith(before.toArray(Entry[]::new));
        assertThat(store.versions(marked().id())).hasSize(1);
        assertThat(join(store.destroyOrigin("peer:bank-b", receipt("operator"))).unencrypted())
                .isZero();
    }

    @Test
    void theFileWrittenAnewHasNothingOfItInTheClear() throws Exception {
        encrypting = false;
        reopen();
        append(indicators, List.of(marked()));
        encrypting = true;
        reopen();
        store.encryptStored(done -> {});
        store.compactWhenClosed();
        store.close();
        assertThat(file()).doesNotContain(MARKER).doesNotContain("malicious-activity");
        assertThat(Files.getPosixFilePermissions(folder.resolve("store.mv.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("store.mv.db", "store.lock", "storage-keys.p12");
        }
        store = opened();
        assertThat(all(indicators).items()).hasSize(1);
        append(indicators, Objects.some(random, 1));
    }

    @Test
    void encryptingThatBreaksOffGoesOnWhereItWas() {
        encrypting = false;
        reopen();
        for (int i = 0; i < 12; i++) {
            append(indicators, Objects.some(random, 1));
        }
        encrypting = true;
        reopen();
        assertThatThrownBy(() -> store.encryptStored(done -> {
                    throw new IllegalStateException("broken off");
                }))
                .hasMessage("broken off");
        reopen();
        long left = count("SELECT COUNT(*) FROM chunk WHERE data_key = 0");
        assertThat(left).isBetween(1L, 11L);
        assertThat(store.encryptStored(done -> {})).isEqualTo(left);
        assertThat(all(indicators).items()).hasSize(12);
    }

    @Test
    void readersAndWritersGoOnWhileItIsEncrypted() {
        encrypting = false;
        reopen();
        for (int i = 0; i < 40; i++) {
            append(indicators, Objects.some(random, 3));
        }
        encrypting = true;
        reopen();
        CompletableFuture<Long> encrypted = CompletableFuture.supplyAsync(() -> store.encryptStored(done -> {}));
        int added = 0;
        do {
            append(indicators, Objects.some(random, 1));
            added++;
            assertThat(all(indicators).items()).hasSize(120 + added);
        } while (!encrypted.isDone());
        assertThat(join(encrypted)).isEqualTo(120);
        assertThat(store.unencryptedBytes()).contains(0L);
    }

    @Test
    void aStoreThatDoesNotEncryptLeavesWhatIsThere() {
        encrypting = false;
        reopen();
        append(indicators, Objects.some(random, 1));
        assertThatThrownBy(() -> store.encryptStored(done -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(all(indicators).items()).hasSize(1);
    }

    // ---- destroying

    @Test
    void aDestroyedOriginsKeyOpensNothingAnyMoreNotEvenFromAnOldCopyOfTheDatabase() throws Exception {
        append(indicators, List.of(marked()));
        store.close();
        Path copy = folder.resolve("backup.mv.db");
        Files.copy(folder.resolve("store.mv.db"), copy);
        store = opened();

        Destroyed destroyed = join(store.destroyOrigin("peer:bank-b", receipt("operator")));
        assertThat(destroyed).isEqualTo(new Destroyed("peer:bank-b", 1, 0, 1));
        assertThat(store.replaceWrappingKey()).isZero();
        store.close();

        Files.move(copy, folder.resolve("store.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::opened)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("'storage-1'")
                .hasMessageContaining("has no such key")
                .hasMessageContaining("from its backup");
    }

    @Test
    void whatAnOriginGaveBeforeEncryptionIsDestroyedToo() {
        encrypting = false;
        reopen();
        append(indicators, Objects.some(random, 2));
        encrypting = true;
        reopen();
        append(indicators, Objects.some(random, 3));
        assertThat(join(store.destroyOrigin("peer:bank-b", receipt("operator"))))
                .isEqualTo(new Destroyed("peer:bank-b", 5, 2, 1));
        assertThat(all(indicators).items()).isEmpty();
    }

    @Test
    void whatAnOriginGivesLaterHasANewKey() {
        append(indicators, Objects.some(random, 1));
        join(store.destroyOrigin("peer:bank-b", receipt("operator")));
        append(indicators, Objects.some(random, 1));
        assertThat(all(indicators).items()).hasSize(1);
        assertThat(count("SELECT MAX(data_key) FROM chunk")).isEqualTo(2);
        assertThat(count("SELECT COUNT(*) FROM data_key WHERE wrapped IS NULL")).isEqualTo(1);
    }

    // ---- the wrapping key

    @Test
    void theWrappingKeyCanBeReplacedWhileTheStoreIsInUse() {
        append(indicators, Objects.some(random, 2));
        assertThat(store.replaceWrappingKey()).isEqualTo(1);
        join(store.append(new Append(indicators, Objects.some(random, 2), receipt("operator"), List.of(), ANYBODY)));
        assertThat(store.replaceWrappingKey()).isEqualTo(2);
        reopen();
        append(indicators, Objects.some(random, 1));
        assertThat(all(indicators).items()).hasSize(5);
        assertThat(vault().current()).isEqualTo("storage-3");
    }

    @Test
    void aCrashBetweenRewrappingAndForgettingTheOldKeyHarmsNothing() throws Exception {
        append(indicators, Objects.some(random, 2));
        Path before = folder.resolve("before.p12");
        Files.copy(keystore(), before);
        vault().replace(); // and no more: the store still names the old key
        reopen();
        assertThat(all(indicators).items()).hasSize(2);
        append(inbox, Objects.some(random, 1));
        assertThat(store.replaceWrappingKey()).isEqualTo(1);
        reopen();
        assertThat(all(indicators).items()).hasSize(2);
        store.close();
        Files.move(before, keystore(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::opened).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void aMissingKeystoreIsNamedAtTheStart() throws Exception {
        append(indicators, Objects.some(random, 1));
        store.close();
        Files.delete(keystore());
        assertThatThrownBy(this::opened)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining(keystore() + " is missing");
        assertThat(keystore()).as("none is made in its place").doesNotExist();
    }

    @Test
    void anotherKeyOfTheSameNameIsToldApart() throws Exception {
        append(indicators, Objects.some(random, 1));
        store.close();
        Files.delete(keystore());
        assertThat(vault().current()).isEqualTo("storage-1");
        assertThatThrownBy(this::opened)
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("is not the one with which");
    }

    @Test
    void aKeystoreReplacedWhileInUseIsNotWrittenTo() throws Exception {
        append(indicators, Objects.some(random, 1));
        Files.delete(keystore());
        new StorageKeys(keystore(), new Secret("password"), new SecureRandom()).current();
        var fromAnother = new Append(indicators, Objects.some(random, 1), receipt("operator"), List.of(), ANYBODY);
        assertThatThrownBy(() -> join(store.append(fromAnother)))
                .hasRootCauseInstanceOf(KeyUnavailableException.class)
                .rootCause()
                .hasMessageContaining("another than the one in use");
    }

    @Test
    void encryptedContentIsNotOpenedWithoutAKeystore() {
        append(indicators, Objects.some(random, 1));
        store.close();
        assertThatThrownBy(() -> JdbcStore.open(options(), clock)).isInstanceOf(KeyUnavailableException.class);
    }

    // ---- tampering

    @Test
    void aChangedChunkIsNamedAndNeverServedAndTheOthersAre() throws Exception {
        append(indicators, Objects.some(random, 2));
        long first = store.lastAdded(indicators);
        append(indicators, Objects.some(random, 2));
        long second = store.lastAdded(indicators);
        append(indicators, Objects.some(random, 2));
        change("UPDATE chunk_part SET content = " + changed("content") + " WHERE last_added = " + second);
        assertDamaged(first, second);

        assertThat(store.read(indicators, 0, first, 10, 1 << 20).items()).hasSize(2);
        assertThat(store.read(indicators, second, Long.MAX_VALUE, 10, 1 << 20).items())
                .hasSize(2);
        assertThat(append(indicators, Objects.some(random, 1))).hasSize(1);
    }

    @Test
    void aChangedDirectoryIsNamedToo() throws Exception {
        append(indicators, Objects.some(random, 2));
        long first = store.lastAdded(indicators);
        append(indicators, Objects.some(random, 2));
        long second = store.lastAdded(indicators);
        change("UPDATE chunk SET directory = " + changed("directory") + " WHERE last_added = " + second);
        assertDamaged(first, second);
        assertThat(join(store.destroyOrigin("peer:bank-b", receipt("operator"))).entries())
                .as("those that could be read")
                .isEqualTo(2);
        assertThat(all(indicators).items()).isEmpty();
    }

    @Test
    void aChunkInThePlaceOfAnotherIsToldApart() throws Exception {
        append(indicators, Objects.some(random, 1));
        long first = store.lastAdded(indicators);
        append(indicators, Objects.some(random, 1));
        long second = store.lastAdded(indicators);
        change("UPDATE chunk_part SET content = (SELECT content FROM chunk_part WHERE last_added = " + first
                + ") WHERE last_added = " + second);
        assertDamaged(first, second);
    }

    @Test
    void aChunkSaidToComeFromSomeoneElseIsToldApart() throws Exception {
        append(indicators, Objects.some(random, 1));
        long stamp = store.lastAdded(indicators);
        join(store.append(new Append(inbox, Objects.some(random, 1), receipt("operator"), List.of(), ANYBODY)));
        change("UPDATE chunk SET source = (SELECT number FROM source WHERE name = 'operator')"
                + " WHERE data_key = 1 AND last_added = " + stamp);
        assertDamaged(stamp - 1, stamp);
    }

    private static String changed(String column) {
        return "SUBSTRING(" + column + ", 1, 59) || X'00000000' || SUBSTRING(" + column + ", 64)";
    }

    private void assertDamaged(long after, long through) {
        assertThatThrownBy(() -> store.read(indicators, after, through, 10, 1 << 20))
                .isInstanceOfSatisfying(DamagedContentException.class, damaged -> {
                    assertThat(damaged.collection()).isEqualTo("indicators");
                    assertThat(Microseconds.of(damaged.last())).isEqualTo(through);
                })
                .hasMessageContaining("collection 'indicators'")
                .hasMessageContaining("restore it from a backup");
    }

    // ---- tools

    private StixObject marked() {
        return Objects.indicator(new StixId("indicator--" + new UUID(42, 42)), V1, MARKER);
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("store.mv.db"), StandardCharsets.ISO_8859_1);
    }

    private void change(String sql) throws SQLException {
        store.close();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
        store = opened();
    }

    private long count(String sql) {
        store.close();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        } finally {
            store = opened();
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("store"), "tidings", "");
    }
}
