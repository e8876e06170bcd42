package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
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
            assertThat(failure).hasRootCauseInstanceOf(java.sql.SQLException.class);
            assertThat(failure.getCause().getCause()).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(append(indicators, Objects.some(random, 1))).hasSize(1);
        assertThat(store.lastAdded(indicators)).isGreaterThan(before);
        assertThat(entries(indicators)).isNotEmpty();
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

    private void killDatabase() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("deep").resolve("store");
        try (Connection connection = DriverManager.getConnection(url, "tidings", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (java.sql.SQLException closedUnderUs) {
            assertThat(closedUnderUs.getErrorCode()).isEqualTo(90098);
        }
    }
}
