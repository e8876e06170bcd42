package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in an H2 file. */
class H2StoreIT extends StoreContract {
    @TempDir
    Path folder;

    @Override
    StoreOptions options() {
        return StoreOptions.h2(folder.resolve("deep").resolve("store"));
    }

    @BeforeEach
    @Override
    void open() throws IOException {
        EmptyStore.lay(folder.resolve("deep").resolve("store"));
        super.open();
    }

    @Test
    void aSecondStoreOnTheSameFileIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> JdbcStore.open(options(), clock))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("open in another node")
                .hasMessageContaining("stop that one first");
        assertThat(append(indicators, Objects.some(random, 1))).hasSize(1);
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws Exception {
        JdbcStore.open(StoreOptions.h2(folder.resolve("new").resolve("store")), clock)
                .close();
        for (String each : List.of("new", "deep")) { // the latter was open to others
            Path file = folder.resolve(each).resolve("store.mv.db");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theWriterOutlivesALostDatabase() throws Exception {
        append(indicators, Objects.some(random, 1));
        long before = store.lastAdded(indicators);
        killDatabase();
        try {
            append(indicators, Objects.some(random, 1));
        } catch (AssertionError failure) {
            assertThat(failure).hasRootCauseInstanceOf(SQLException.class);
            assertThat(failure.getCause().getCause()).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(append(indicators, Objects.some(random, 1))).hasSize(1);
        assertThat(store.lastAdded(indicators)).isGreaterThan(before);
        assertThat(entries(indicators)).isNotEmpty();
    }

    @Test
    void readersAndWritersFindTheDatabaseAgainAtOnceAfterAWriteToItsFileFailed() throws Exception {
        int rounds = 20;
        for (int round = 0; round < rounds; round++) {
            append(indicators, Objects.some(random, 1));
            List<CompletableFuture<Integer>> readers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> entries(indicators).size()))
                    .limit(4)
                    .toList();
            failAWrite();
            if (round % 2 == 0) {
                assertThat(entries(indicators)).hasSize(2 * round + 1);
            }
            assertThat(append(indicators, Objects.some(random, 1))).hasSize(1);
            assertThat(entries(indicators)).hasSize(2 * round + 2);
            for (CompletableFuture<Integer> each : readers) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isBetween(2 * round + 1, 2 * round + 2);
            }
        }
    }

    @Test
    void aDamagedFileIsNamedWithTheRemedy() throws Exception {
        append(indicators, Objects.some(random, 50));
        store.close();
        Path file = folder.resolve("deep").resolve("store.mv.db");
        byte[] damaged = new byte[(int) Files.size(file)];
        random.nextBytes(damaged);
        Path whole = folder.resolve("whole");
        Files.move(file, whole);
        Files.write(file, damaged);
        assertThatThrownBy(() -> JdbcStore.open(options(), clock))
                .isInstanceOf(DamagedStoreException.class)
                .hasMessageContaining(file + " is damaged")
                .hasMessageContaining("restore a backup");
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        store = opened(options());
        assertThat(entries(indicators)).hasSize(50);
    }

    /** As where the thread of H2 that writes finds no room: the database is closed under everybody who uses it. */
    private void failAWrite() {
        assertThatThrownBy(() -> {
                    try (Connection connection = connect()) {
                        LiveConnections.store(connection).executeFilestoreOperation(() -> {
                            throw new UncheckedIOException(new IOException("no room"));
                        });
                    }
                })
                .isInstanceOf(MVStoreException.class);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("deep").resolve("store"), "tidings", "");
    }

    private void killDatabase() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException closedUnderUs) {
            assertThat(closedUnderUs.getErrorCode()).isEqualTo(90098);
        }
    }
}
