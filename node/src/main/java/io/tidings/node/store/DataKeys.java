package io.tidings.node.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys that content is sealed with: one for each source, so that destroying it destroys what that source gave.
 *
 * <p>In the database they are wrapped with a key of the {@link KeyVault}; the unwrapped are remembered, as many as a node
 * has use for. Only what readers ask for is remembered: it is durable, while a key that the writer has just made may be
 * undone and its number given again.
 */
final class DataKeys {
    private static final byte[] PURPOSE = "tidings data key 1".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_REMEMBERED = 1_024;

    private final Optional<Encryption> encryption;
    private final Cache<Integer, DataKey> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    DataKeys(Optional<Encryption> encryption) {
        this.encryption = encryption;
    }

    /** A key as the database has it. */
    private record Wrapped(int number, int source, String wrappingKey, byte[] bytes) {}

    /** Finds out now, not when someone reads, whether all content can be opened; says whether there is use for keys. */
    boolean check(Connection connection) throws SQLException {
        List<Wrapped> keys = all(connection);
        for (Wrapped key : keys) {
            remembered.put(key.number(), unwrap(key));
        }
        return !keys.isEmpty() || encryption.isPresent() && encryption.get().newContent();
    }

    /** Forgets what was unwrapped, such as when the database was lost and may give a number again. */
    void forget() {
        remembered.invalidateAll();
    }

    /** The key for a new chunk of a source, made if there is none; absent where new content is not encrypted. */
    Optional<DataKey> forWriting(Connection connection, int source, long now) throws SQLException {
        if (encryption.isEmpty() || !encryption.get().newContent()) {
            return Optional.empty();
        }
        Optional<Wrapped> held = newest(connection, source);
        if (held.isPresent()) {
            DataKey known = remembered.getIfPresent(held.get().number());
            return Optional.of(known != null ? known : unwrap(held.get()));
        }
        return Optional.of(make(connection, encryption.get(), source, now));
    }

    private static DataKey make(Connection connection, Encryption encryption, int source, long now)
            throws SQLException {
        byte[] secret = new byte[Xaes256Gcm.KEY_BYTES];
        encryption.random().nextBytes(secret);
        String wrappingKey = encryption.vault().current();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO data_key (source, wrapping_key, wrapped, made_at) VALUES (?, ?, ?, ?)",
                new String[] {"number"})) {
            insert.setInt(1, source);
            insert.setString(2, wrappingKey);
            insert.setBytes(3, encryption.vault().wrap(wrappingKey, secret, context(source)));
            insert.setLong(4, now);
            insert.executeUpdate();
            return new DataKey(Math.toIntExact(Sql.generatedKey(insert)), secret, encryption.random());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The key with a number that a chunk names. */
    DataKey find(Connection connection, int number) throws SQLException {
        DataKey known = remembered.getIfPresent(number);
        if (known != null) {
            return known;
        }
        Wrapped held = select(connection, "number = ?", number).stream()
                .findFirst()
                .orElseThrow(() -> new KeyUnavailableException("the database holds content sealed with data key "
                        + number + ", which it lacks; restore the database from a backup"));
        DataKey key = unwrap(held);
        remembered.put(number, key);
        return key;
    }

    /** Wraps all keys with another key of the vault; returns how many there are. */
    int rewrap(Connection connection, String wrappingKey) throws SQLException {
        List<Wrapped> keys = all(connection);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE data_key SET wrapping_key = ?, wrapped = ? WHERE number = ?")) {
            for (Wrapped key : keys) {
                KeyVault vault = required(key).vault();
                byte[] secret = vault.unwrap(key.wrappingKey(), key.bytes(), context(key.source()));
                update.setString(1, wrappingKey);
                update.setBytes(2, vault.wrap(wrappingKey, secret, context(key.source())));
                update.setInt(3, key.number());
                update.executeUpdate();
                Arrays.fill(secret, (byte) 0);
            }
        }
        return keys.size();
    }

    /** Destroys the keys of a source; returns how many there were. */
    int destroy(Connection connection, int source, long now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE data_key SET wrapped = NULL, destroyed_at = ? WHERE source = ? AND wrapped IS NOT NULL")) {
            update.setLong(1, now);
            update.setInt(2, source);
            return update.executeUpdate();
        }
    }

    private static List<Wrapped> all(Connection connection) throws SQLException {
        return select(connection, "number > ?", 0);
    }

    private static Optional<Wrapped> newest(Connection connection, int source) throws SQLException {
        List<Wrapped> keys = select(connection, "source = ?", source);
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(keys.size() - 1));
    }

    private static List<Wrapped> select(Connection connection, String condition, int value) throws SQLException {
        List<Wrapped> keys = new ArrayList<>(1);
        try (PreparedStatement select =
                connection.prepareStatement("SELECT number, source, wrapping_key, wrapped FROM data_key WHERE "
                        + condition + " AND wrapped IS NOT NULL ORDER BY number")) {
            select.setInt(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(new Wrapped(row.getInt(1), row.getInt(2), row.getString(3), row.getBytes(4)));
                }
            }
        }
        return keys;
    }

    private DataKey unwrap(Wrapped key) {
        Encryption open = required(key);
        byte[] secret = open.vault().unwrap(key.wrappingKey(), key.bytes(), context(key.source()));
        try {
            return new DataKey(key.number(), secret, open.random());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private Encryption required(Wrapped key) {
        return encryption.orElseThrow(() -> new KeyUnavailableException("the database holds encrypted content, and is"
                + " opened without the key '" + key.wrappingKey() + "' that it needs"));
    }

    private static byte[] context(int source) {
        return ByteBuffer.allocate(PURPOSE.length + Integer.BYTES)
                .put(PURPOSE)
                .putInt(source)
                .array();
    }
}
