package io.tidings.node.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The tables of a database: made and migrated here, and described as the database itself does. */
final class Schema {
    private static final String HISTORY = "flyway_schema_history";
    private static final String FOLDER = "db/migration";
    /** In their order; {@code SchemaTest} compares them with what is there. */
    static final List<String> MIGRATIONS = List.of(
            "V1__store.sql",
            "V2__encryption_at_rest.sql",
            "V3__unencrypted_chunks.sql",
            "V4__signed_provenance.sql",
            "V5__directed_sharing.sql",
            "V6__package_imports.sql");

    private final Database database;

    Schema(Database database) {
        this.database = database;
    }

    /** @throws IllegalStateException if the database was written by a newer or changed program */
    void migrate() {
        // Flyway takes nearly half a second to find out that there is nothing to do, at every start.
        if (!isCurrent()) {
            migrate(configuration());
        }
    }

    /** Whether exactly our migrations, unchanged, were made; no wherever that cannot be told. */
    private boolean isCurrent() {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT \"script\", \"checksum\", \"success\" FROM \"" + HISTORY
                                + "\" WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\"");
                ResultSet row = select.executeQuery()) {
            for (String migration : MIGRATIONS) {
                if (!row.next()
                        || !migration.equals(row.getString(1))
                        || checksum(migration) != row.getInt(2)
                        || !row.getBoolean(3)) {
                    return false;
                }
            }
            return !row.next();
        } catch (SQLException | IOException unknown) {
            return false;
        }
    }

    /** As Flyway takes it: CRC-32 of the lines without what ends them. */
    private static int checksum(String migration) throws IOException {
        var checksum = new CRC32();
        try (InputStream in = Schema.class.getClassLoader().getResourceAsStream(FOLDER + "/" + migration)) {
            if (in == null) {
                throw new FileNotFoundException(FOLDER + "/" + migration);
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        }
        return (int) checksum.getValue();
    }

    /**
     * Migrates to an older version than the newest.
     *
     * @throws IllegalStateException if this program does not know the version, or the database does not fit
     */
    void migrateTo(String version) {
        boolean known = Arrays.stream(configuration().load().info().all())
                .map(MigrationInfo::getVersion)
                .anyMatch(MigrationVersion.fromVersion(version)::equals);
        if (!known) {
            throw new IllegalStateException("this program does not know version " + version
                    + " of the store's tables: a newer one made it, use that one");
        }
        migrate(configuration().target(version));
    }

    private void migrate(FluentConfiguration configuration) {
        try {
            configuration.load().migrate();
        } catch (FlywayException failure) {
            throw new IllegalStateException(
                    "the database " + database + " does not fit this program: " + failure.getMessage(), failure);
        }
    }

    /** The version of the tables as they are. */
    String version() {
        return Optional.ofNullable(configuration().load().info().current())
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion)
                .orElseThrow(() -> new IllegalStateException("the database " + database + " has no tables yet"));
    }

    private FluentConfiguration configuration() {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.dataSource())
                .locations("classpath:" + FOLDER)
                // A store that a newer program has changed is not opened: what that program relies on is unknown here.
                .ignoreMigrationPatterns(new String[0]);
    }

    /** All tables but the record of migrations, by name in lower case. */
    static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = CURRENT_SCHEMA AND table_type = 'BASE TABLE'");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tables.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        tables.remove(HISTORY);
        tables.sort(String::compareTo);
        return tables;
    }

    /** A column, its name in lower case. */
    record Column(String name, Kind kind, boolean identity) {}

    /** What a column holds, as it is written to backups. */
    enum Kind {
        NUMBER,
        TEXT,
        BYTES,
        UUID
    }

    /** The columns of a table in their order. */
    static List<Column> columns(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT column_name, data_type, is_identity FROM information_schema.columns"
                        + " WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = ? ORDER BY ordinal_position")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1).toLowerCase(Locale.ROOT);
                    columns.add(new Column(name, kind(table, name, row.getString(2)), "YES".equals(row.getString(3))));
                }
            }
        }
        return columns;
    }

    private static Kind kind(String table, String column, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "smallint", "integer", "bigint" -> Kind.NUMBER;
            case "character varying", "character large object", "text" -> Kind.TEXT;
            case "binary varying", "bytea" -> Kind.BYTES;
            case "uuid" -> Kind.UUID;
            default ->
                throw new IllegalStateException("backups know no column of type " + type + ", which " + table + "."
                        + column + " is: this version of the program cannot back its store up");
        };
    }
}
