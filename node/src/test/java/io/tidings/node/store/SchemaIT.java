package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose tables are as this program makes them is opened without asking Flyway; any other is shown to it. */
class SchemaIT {
    @TempDir
    Path folder;

    @BeforeEach
    void make() {
        open();
    }

    private void open() {
        JdbcStore.open(StoreOptions.h2(folder.resolve("store")), Clock.systemUTC())
                .close();
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("store"), "tidings", "");
    }

    @Test
    void knowsEveryMigrationThereIs() throws Exception {
        Path scripts = Path.of("src", "main", "resources", "db", "migration");
        try (Stream<Path> files = Files.list(scripts)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .isEqualTo(Schema.MIGRATIONS);
        }
    }

    @Test
    void opensAStoreThatIsCurrentWithoutFlyway() throws Exception {
        // Flyway refuses a store with this; who does not ask it opens it.
        execute("UPDATE \"flyway_schema_history\" SET \"description\" = 'looked at'"
                + " WHERE \"version\" IS NOT NULL");
        assertThatCode(this::open).doesNotThrowAnyException();
    }

    @Test
    void aStoreThatANewerProgramHasMigratedIsNotOpened() throws Exception {
        execute(
                "INSERT INTO \"flyway_schema_history\" SELECT 99, '99', 'new', \"type\", 'V99__new.sql', 1,"
                        + " \"installed_by\", \"installed_on\", 1, TRUE FROM \"flyway_schema_history\" WHERE \"installed_rank\" = 1");
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit this program");
    }

    @Test
    void aStoreOfAChangedProgramIsNotOpened() throws Exception {
        execute("UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"installed_rank\" = 1");
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit this program");
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
