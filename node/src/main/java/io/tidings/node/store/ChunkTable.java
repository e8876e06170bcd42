package io.tidings.node.store;

import io.tidings.node.store.DataKey.Part;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import javax.crypto.AEADBadTagException;

/** The chunks' rows: directories in {@code chunk}, bytes in {@code chunk_part}, provenance in {@code chunk_chains}. */
final class ChunkTable {
    /** Below H2's limit for one value. */
    private static final int PIECE_BYTES = 1 << 20;

    private static final int NOT_SEALED = 0;
    private static final byte[] NOTHING = {};

    private static final String HEAD =
            "SELECT last_added, first_added, source, receipt, body_bytes, directory_bytes, directory, data_key,"
                    + " audience FROM chunk";

    private final DataKeys keys;
    private final LogCatalogue logs;

    /** @param logs for their names */
    ChunkTable(DataKeys keys, LogCatalogue logs) {
        this.keys = keys;
        this.logs = logs;
    }

    /**
     * A chunk without its objects' bytes.
     *
     * @param bodyBytes length of the objects joined, as stored
     * @param directory as stored
     * @param seal of directory and objects; absent where they are not encrypted
     * @param audience number of whom it is for
     */
    record ChunkHead(
            int collection,
            long lastAdded,
            long firstAdded,
            int source,
            long receipt,
            int bodyBytes,
            byte[] directory,
            Optional<Seal> seal,
            int audience) {
        /** @throws DamagedContentException if it was changed in the database */
        DirectoryReader entries() {
            return new DirectoryReader(seal.isEmpty() ? directory : open(Part.DIRECTORY, directory), firstAdded);
        }

        ChunkPlace place() {
            return new ChunkPlace(collection, lastAdded, firstAdded, source, receipt);
        }

        private byte[] open(Part part, byte[] sealed) {
            Seal with = seal.orElseThrow();
            try {
                return with.key().open(place(), part, sealed);
            } catch (AEADBadTagException changed) {
                throw new DamagedContentException(
                        with.collection(),
                        Microseconds.toInstant(firstAdded),
                        Microseconds.toInstant(lastAdded),
                        changed);
            }
        }
    }

    /** @param collection its name, for messages */
    record Seal(DataKey key, String collection) {}

    /** @param now microseconds since 1970 */
    void insert(Connection connection, Chunk chunk, long now) throws SQLException {
        Optional<DataKey> key = keys.forWriting(connection, chunk.source(), now);
        Content content = new Content(
                DirectoryWriter.write(chunk.entries()),
                chunk.bodies(),
                ChainCodec.write(chunk.entries()).orElse(NOTHING));
        insert(connection, chunk.place(), chunk.audience(), key, content.sealed(key, chunk.place()));
    }

    /**
     * Encrypts a chunk that lies in the clear, as if it had just been written.
     *
     * @throws IllegalStateException if this store does not encrypt
     */
    void seal(Connection connection, ChunkHead chunk, long now) throws SQLException {
        Optional<DataKey> key = keys.forWriting(connection, chunk.source(), now);
        if (key.isEmpty() || chunk.seal().isPresent()) {
            throw new IllegalStateException("only a store that encrypts can seal, and only what lies in the clear");
        }
        byte[] bodies = bodies(connection, List.of(chunk)).getOrDefault(chunk.lastAdded(), NOTHING);
        Content content = new Content(chunk.directory(), bodies, storedChains(connection, chunk));
        delete(connection, chunk);
        insert(connection, chunk.place(), chunk.audience(), key, content.sealed(key, chunk.place()));
    }

    /**
     * Of one chunk, in the clear or sealed.
     *
     * @param bodies the objects, joined
     * @param chains empty where no entry has signed provenance
     */
    private record Content(byte[] directory, byte[] bodies, byte[] chains) {
        Content sealed(Optional<DataKey> key, ChunkPlace place) {
            return key.isEmpty()
                    ? this
                    : new Content(
                            key.get().seal(place, Part.DIRECTORY, directory),
                            key.get().seal(place, Part.BODIES, bodies),
                            chains.length == 0 ? chains : key.get().seal(place, Part.CHAINS, chains));
        }
    }

    private static void insert(
            Connection connection, ChunkPlace place, int audience, Optional<DataKey> key, Content content)
            throws SQLException {
        byte[] directory = content.directory();
        byte[] bodies = content.bodies();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO chunk (collection, last_added, first_added, source, receipt, body_bytes, directory_bytes,"
                        + " directory, data_key, audience) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, place.collection());
            insert.setLong(2, place.lastAdded());
            insert.setLong(3, place.firstAdded());
            insert.setInt(4, place.source());
            insert.setLong(5, place.receipt());
            insert.setInt(6, bodies.length);
            insert.setInt(7, directory.length);
            insert.setBytes(8, piece(directory, 0));
            insert.setInt(9, key.isEmpty() ? NOT_SEALED : key.get().number());
            insert.setInt(10, audience);
            insert.executeUpdate();
        }
        insertChains(connection, place, content.chains());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO chunk_part (collection, last_added, part, content) VALUES (?, ?, ?, ?)")) {
            for (int part = 0; part * (long) PIECE_BYTES < bodies.length; part++) {
                insertPart(insert, place, part, piece(bodies, part));
            }
            for (int part = 1; part * (long) PIECE_BYTES < directory.length; part++) {
                insertPart(insert, place, -part, piece(directory, part));
            }
        }
    }

    private static void insertChains(Connection connection, ChunkPlace place, byte[] chains) throws SQLException {
        if (chains.length == 0) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO chunk_chains (collection, last_added, part, content) VALUES (?, ?, ?, ?)")) {
            for (int part = 0; part * (long) PIECE_BYTES < chains.length; part++) {
                insertPart(insert, place, part, piece(chains, part));
            }
        }
    }

    /** The signed provenance of a chunk's entries that have any, by stamp. */
    SortedMap<Long, StoredChain> chains(Connection connection, ChunkHead chunk) throws SQLException {
        SortedMap<Long, StoredChain> chains = new TreeMap<>();
        chains(connection, chunk, (chain, added) -> chains.put(added, chain));
        return chains;
    }

    /** @param taker is given each in the order of stamps */
    void chains(Connection connection, ChunkHead chunk, ObjLongConsumer<StoredChain> taker) throws SQLException {
        byte[] stored = storedChains(connection, chunk);
        if (stored.length > 0) {
            ChainCodec.read(chunk.seal().isEmpty() ? stored : chunk.open(Part.CHAINS, stored), taker);
        }
    }

    /**
     * Gives some entries of a chunk other chains; those of the others stay.
     *
     * @param better by stamp
     */
    void replaceChains(Connection connection, ChunkHead chunk, Map<Long, StoredChain> better) throws SQLException {
        SortedMap<Long, StoredChain> all = chains(connection, chunk);
        all.putAll(better);
        byte[] written = ChainCodec.write(all);
        byte[] content = chunk.seal()
                .map(seal -> seal.key().seal(chunk.place(), Part.CHAINS, written))
                .orElse(written);
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM chunk_chains WHERE collection = ? AND last_added = ?")) {
            delete.setInt(1, chunk.collection());
            delete.setLong(2, chunk.lastAdded());
            delete.executeUpdate();
        }
        insertChains(connection, chunk.place(), content);
    }

    private static byte[] storedChains(Connection connection, ChunkHead chunk) throws SQLException {
        var whole = new ByteArrayOutputStream();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT content FROM chunk_chains WHERE collection = ? AND last_added = ? ORDER BY part")) {
            select.setInt(1, chunk.collection());
            select.setLong(2, chunk.lastAdded());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    whole.writeBytes(row.getBytes(1));
                }
            }
        }
        return whole.toByteArray();
    }

    private static void insertPart(PreparedStatement insert, ChunkPlace place, int part, byte[] content)
            throws SQLException {
        insert.setInt(1, place.collection());
        insert.setLong(2, place.lastAdded());
        insert.setInt(3, part);
        insert.setBytes(4, content);
        insert.executeUpdate();
    }

    private static byte[] piece(byte[] whole, int number) {
        if (whole.length <= PIECE_BYTES) {
            return whole;
        }
        int from = number * PIECE_BYTES;
        return Arrays.copyOfRange(whole, from, Math.min(whole.length, from + PIECE_BYTES));
    }

    void delete(Connection connection, ChunkHead chunk) throws SQLException {
        for (String table : List.of("chunk", "chunk_part", "chunk_chains")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE collection = ? AND last_added = ?")) {
                delete.setInt(1, chunk.collection());
                delete.setLong(2, chunk.lastAdded());
                delete.executeUpdate();
            }
        }
    }

    /** Bytes of objects that lie in the clear. */
    static long unencryptedBytes(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT COALESCE(SUM(body_bytes), 0) FROM chunk WHERE data_key = " + NOT_SEALED);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Chunks that lie in the clear, in no order, at most {@code max}. */
    List<ChunkHead> unencrypted(Connection connection, int max) throws SQLException {
        List<ChunkHead> chunks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT collection, last_added FROM chunk"
                        + " WHERE data_key = " + NOT_SEALED + " FETCH FIRST " + max + " ROWS ONLY");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                holding(connection, row.getInt(1), row.getLong(2)).ifPresent(chunks::add);
            }
        }
        return chunks;
    }

    /** The chunks with entries after {@code after} and not after {@code through}, oldest first, at most {@code max}. */
    List<ChunkHead> heads(Connection connection, int collection, long after, long through, int max)
            throws SQLException {
        List<ChunkHead> heads = new ArrayList<>();
        // Ordered by both columns: only then does H2 walk the index instead of sorting.
        try (PreparedStatement select = connection.prepareStatement(HEAD
                + " WHERE collection = ? AND last_added > ? AND first_added <= ?"
                + " ORDER BY collection, last_added FETCH FIRST " + max + " ROWS ONLY")) {
            select.setInt(1, collection);
            select.setLong(2, after);
            select.setLong(3, through);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    heads.add(head(connection, collection, row));
                }
            }
        }
        return heads;
    }

    /** The chunk that holds, or held, the entry with a stamp. */
    Optional<ChunkHead> holding(Connection connection, int collection, long added) throws SQLException {
        return heads(connection, collection, added - 1, added, 1).stream().findFirst();
    }

    private ChunkHead head(Connection connection, int collection, ResultSet row) throws SQLException {
        byte[] directory = row.getBytes(7);
        int length = row.getInt(6);
        long lastAdded = row.getLong(1);
        if (directory.length < length) {
            directory = wholeDirectory(connection, collection, lastAdded, directory, length);
        }
        return new ChunkHead(
                collection,
                lastAdded,
                row.getLong(2),
                row.getInt(3),
                row.getLong(4),
                row.getInt(5),
                directory,
                seal(connection, collection, row.getInt(8)),
                row.getInt(9));
    }

    private Optional<Seal> seal(Connection connection, int collection, int key) throws SQLException {
        if (key == NOT_SEALED) {
            return Optional.empty();
        }
        String name = logs.find(collection).map(log -> log.collection().name()).orElse("?");
        return Optional.of(new Seal(keys.find(connection, key), name));
    }

    private static byte[] wholeDirectory(
            Connection connection, int collection, long lastAdded, byte[] first, int length) throws SQLException {
        var whole = new ByteArrayOutputStream(length);
        whole.writeBytes(first);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT content FROM chunk_part WHERE collection = ? AND last_added = ? AND part < 0"
                        + " ORDER BY part DESC")) {
            select.setInt(1, collection);
            select.setLong(2, lastAdded);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    whole.writeBytes(row.getBytes(1));
                }
            }
        }
        return whole.toByteArray();
    }

    /** The joined objects of chunks, by the chunk's last stamp; {@code heads} are neighbours in one log. */
    Map<Long, byte[]> bodies(Connection connection, List<ChunkHead> heads) throws SQLException {
        Map<Long, byte[]> bodies = new TreeMap<>();
        if (heads.isEmpty()) {
            return bodies;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT last_added, part, content FROM chunk_part"
                + " WHERE collection = ? AND last_added BETWEEN ? AND ? AND part >= 0"
                + " ORDER BY collection, last_added, part")) {
            select.setInt(1, heads.get(0).collection());
            select.setLong(2, heads.get(0).lastAdded());
            select.setLong(3, heads.get(heads.size() - 1).lastAdded());
            try (ResultSet row = select.executeQuery()) {
                int next = 0;
                while (row.next()) {
                    int part = row.getInt(2);
                    next = part == 0 ? next + 1 : next;
                    ChunkHead head = heads.get(next - 1);
                    place(bodies, head, part, row.getBytes(3));
                }
            }
        }
        for (ChunkHead head : heads) {
            if (head.seal().isPresent()) {
                bodies.computeIfPresent(head.lastAdded(), (last, stored) -> head.open(Part.BODIES, stored));
            }
        }
        return bodies;
    }

    private static void place(Map<Long, byte[]> bodies, ChunkHead head, int part, byte[] content) {
        if (content.length == head.bodyBytes()) {
            bodies.put(head.lastAdded(), content);
            return;
        }
        byte[] whole = bodies.computeIfAbsent(head.lastAdded(), key -> new byte[head.bodyBytes()]);
        System.arraycopy(content, 0, whole, part * PIECE_BYTES, content.length);
    }
}
