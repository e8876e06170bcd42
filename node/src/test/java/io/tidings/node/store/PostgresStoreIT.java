package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store in PostgreSQL; skipped, visibly, where PostgreSQL cannot be started. */
class PostgresStoreIT extends StoreContract {
    /** With the tables and nothing in them: making them takes most of the time that a small test needs. */
    private static final String EMPTY = "empty_store";

    private static Optional<EmbeddedPostgres> server = Optional.empty();
    private String database = "";

    @BeforeAll
    static void start() {
        try {
            server = Optional.of(EmbeddedPostgres.start());
            execute("CREATE DATABASE " + EMPTY);
            JdbcStore.open(options(EMPTY), Clock.systemUTC()).close(); // makes the tables
        } catch (IOException | RuntimeException failure) {
            assumeThat(failure)
                    .as("PostgreSQL does not start here: %s", failure)
                    .isNull();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @BeforeEach
    @Override
    void open() throws IOException {
        database = "store_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + database + " TEMPLATE " + EMPTY);
        super.open();
    }

    private static void execute(String statement) {
        try (Connection connection = server.orElseThrow().getPostgresDatabase().getConnection();
                Statement executing = connection.createStatement()) {
            executing.execute(statement);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    StoreOptions options() {
        return options(database);
    }

    private static StoreOptions options(String database) {
        return StoreOptions.postgres(server.orElseThrow().getJdbcUrl("postgres", database), "postgres", "postgres");
    }

    @Test
    void twoProcessesOnOneDatabaseKeepOneOrder() {
        clock.running = true;
        try (Store other = JdbcStore.open(options(), clock)) {
            List<CompletableFuture<List<Appended>>> writes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                for (Store each : List.of(store, other)) {
                    writes.add(each.append(
                            new Append(indicators, Objects.some(random, 1 + i % 7), receipt("a"), List.of(), ANYBODY)));
                }
            }
            List<Long> stamps = new ArrayList<>();
            writes.forEach(write -> stamps.addAll(stamps(join(write))));
            stamps.sort(null);
            assertThat(stamps).doesNotHaveDuplicates();
            assertThat(entries(indicators)).extracting(Entry::added).isEqualTo(stamps);
            assertThat(other.lastAdded(indicators)).isEqualTo(last(stamps));
        }
    }

    @Test
    void whatOneProcessAddsTheOtherKnows() {
        UUID fresh = new UUID(5, 5);
        try (Store other = JdbcStore.open(options(), clock)) {
            other.createCollection(fresh, "fresh", "Fresh", Optional.empty());
            var object = Objects.some(random);
            join(other.append(new Append(fresh, List.of(object), receipt("a"), List.of(), ANYBODY)));
            assertThat(append(fresh, List.of(object)).get(0)).isInstanceOf(Appended.AlreadyHeld.class);
            assertThat(store.versions(object.id())).hasSize(1);
        }
    }
}
