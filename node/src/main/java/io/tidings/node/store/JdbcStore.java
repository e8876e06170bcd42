package io.tidings.node.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;

/**
 * The store over JDBC.
 *
 * <p>Futures complete on a thread of the store that serves all callers: what depends on them must be brief, or go
 * elsewhere, and must not wait for another write.
 */
public final class JdbcStore implements Store {
    private static final long BYTES_PER_OBJECT = 512; // about what a head takes in memory
    private static final long CONNECTION_WAIT_MILLIS = 10_000;
    private static final long CLOSE_SECONDS = 60;

    private final Database database;
    private final HikariDataSource pool;
    private final Tables tables;
    private final LogReader reader;
    private final Clock clock;
    private final Map<UUID, Epoch> epochs; // one begins only while the store is closed
    private final WriteQueue queue;
    private final ReentrantReadWriteLock visibility = new ReentrantReadWriteLock();
    private final ExecutorService completions;
    private final Thread writer;
    private final Optional<KeyVault> vault;
    private final ReentrantLock replacingKey = new ReentrantLock();
    private final Writer writing;
    private final boolean encrypts;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean compactWhenClosed = new AtomicBoolean();

    private JdbcStore(
            StoreOptions options,
            Database database,
            HikariDataSource pool,
            Tables tables,
            Map<UUID, Epoch> epochs,
            Clock clock,
            Optional<Encryption> encryption) {
        this.vault = encryption.map(Encryption::vault);
        this.encrypts = encryption.map(Encryption::newContent).orElse(false);
        this.database = database;
        this.pool = pool;
        this.tables = tables;
        this.epochs = epochs;
        this.clock = clock;
        reader = new LogReader(tables);
        queue = new WriteQueue(options.maxQueuedWrites(), options.maxQueuedBytes());
        completions = Executors.newSingleThreadExecutor(task -> new Thread(task, "store-completions"));
        writing = new Writer(queue, database, tables, clock, visibility.writeLock(), completions);
        writer = new Thread(writing, "store-writer");
    }

    /**
     * Opens a store, making or migrating its database.
     *
     * @throws StoreUnavailableException if the database cannot be reached, or another process has its file
     * @throws IllegalStateException if the database was written by a newer or changed program
     */
    public static JdbcStore open(StoreOptions options, Clock clock) {
        return open(options, clock, Optional.empty());
    }

    /**
     * As {@link #open(StoreOptions, Clock)}, for a store that encrypts, or that holds encrypted content.
     *
     * @throws KeyUnavailableException if there is content that cannot be opened with the keys there are
     */
    public static JdbcStore open(StoreOptions options, Clock clock, Encryption encryption) {
        return open(options, clock, Optional.of(encryption));
    }

    private static JdbcStore open(StoreOptions options, Clock clock, Optional<Encryption> encryption) {
        Database database = database(options);
        try {
            migrate(database);
            HikariDataSource pool = pool(options, database);
            try {
                Tables tables = Tables.create(encryption);
                Map<UUID, Epoch> epochs = new HashMap<>();
                try (Connection connection = pool.getConnection()) {
                    tables.logs().load(connection);
                    if (tables.keys().check(connection)) {
                        warmUpCipher();
                    }
                    tables.states()
                            .getAll(connection, Epoch.AREA)
                            .forEach((collection, kept) -> epochs.put(UUID.fromString(collection), Epoch.parse(kept)));
                }
                var store = new JdbcStore(
                        options, database, pool, tables, Map.copyOf(epochs), after(epochs, clock), encryption);
                store.writer.start();
                return store;
            } catch (SQLException | RuntimeException failure) {
                pool.close();
                throw failure;
            }
        } catch (SQLException failure) {
            database.close();
            throw database.translate("open", failure);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static Clock after(Map<UUID, Epoch> epochs, Clock clock) {
        return epochs.values().stream()
                .map(Epoch::began)
                .max(Comparator.naturalOrder())
                .<Clock>map(began -> new ClockNotBefore(clock, began.plusMillis(1)))
                .orElse(clock);
    }

    /**
     * Sees that no process has a store of H2 open.
     *
     * @param file as in {@link StoreOptions.H2File}; there need be no store
     * @throws StoreUnavailableException if one has
     */
    public static void requireUnused(Path file) {
        if (Files.exists(Path.of(file + ".mv.db"))) {
            H2Database.open(new StoreOptions.H2File(file).file(), 1).close();
        }
    }

    private static Database database(StoreOptions options) {
        StoreOptions.Location location = options.location();
        if (location instanceof StoreOptions.H2File h2) {
            return H2Database.open(h2.file(), options.cacheKibibytes());
        }
        return new PostgresDatabase((StoreOptions.Postgres) location);
    }

    // Beside the start: who reads first must not pay for it, nor wait for it.
    private static void warmUpCipher() {
        Thread warmUp = new Thread(Xaes256Gcm::warmUp, "store-cipher-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
    }

    private static void migrate(Database database) throws SQLException {
        // Asked first, so that a database that is away is told from one that does not fit.
        database.dataSource().getConnection().close();
        new Schema(database).migrate();
    }

    private static HikariDataSource pool(StoreOptions options, Database database) {
        var config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(options.readConnections());
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setAutoCommit(false);
        // A page is several statements; a removal between them must not tear it.
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setRegisterMbeans(false);
        return new HikariDataSource(config);
    }

    @Override
    public List<StoredCollection> collections() {
        return tables.logs().collections();
    }

    @Override
    public Optional<StoredCollection> collection(UUID id) {
        return find(id).map(StoredLog::collection);
    }

    @Override
    public StoredCollection createCollection(UUID id, String name, String title, Optional<String> description) {
        Instant now = Microseconds.toInstant(Microseconds.of(clock.instant()));
        var collection = new StoredCollection(id, name, title, description, now);
        return await(submit(Write.adding("create collection '" + name + "'", BYTES_PER_OBJECT, unit -> {
            StoredLog log = tables.logs().insert(unit.connection(), collection);
            unit.onPublish(() -> tables.logs().add(log));
            return () -> collection;
        })));
    }

    @Override
    public CompletableFuture<List<Appended>> append(Append append) {
        StoredLog log = log(append.collection());
        long bytes = BYTES_PER_OBJECT;
        for (StixObject object : append.objects()) {
            bytes += object.bytes().length() + BYTES_PER_OBJECT;
        }
        for (Append.StateChange change : append.alongside()) {
            bytes += change.value().length() * 2L;
        }
        String doing = "append " + append.objects().size() + " objects to collection '"
                + log.collection().name() + "'";
        queue.requireRoom(doing, bytes); // before the work of the digests
        List<Offer> offers = Offer.all(append.objects(), append.chains());
        return submit(Write.adding(doing, bytes, unit -> LogAppender.append(unit, log, append, offers)));
    }

    @Override
    public CompletableFuture<Void> holdBack(UUID collection, List<Append.StateChange> alongside) {
        StoredLog log = log(collection);
        return hold("hold back", log, alongside, unit -> {
            long last = tables.logs().hold(unit.connection(), log);
            unit.onPublish(() -> log.holdAfter(last));
        });
    }

    @Override
    public CompletableFuture<Void> show(UUID collection, List<Append.StateChange> alongside) {
        StoredLog log = log(collection);
        return hold("show", log, alongside, unit -> {
            tables.logs().show(unit.connection(), log);
            unit.onPublish(() -> log.holdAfter(Long.MAX_VALUE));
        });
    }

    @Override
    public List<Entry> heldBack(UUID collection, long after, int max) {
        StoredLog log = log(collection);
        return read(
                "list what is held back of collection '" + log.collection().name() + "'",
                connection -> reader.entries(
                        connection, log, Math.max(after, visible(connection, log)), Long.MAX_VALUE, max));
    }

    private interface Holding {
        void in(Unit unit) throws SQLException;
    }

    // In a transaction of its own: entries of the same one would get their last stamp only at its end.
    private CompletableFuture<Void> hold(
            String what, StoredLog log, List<Append.StateChange> alongside, Holding holding) {
        String doing =
                what + " what is added to collection '" + log.collection().name() + "'";
        List<Append.StateChange> changes = List.copyOf(alongside);
        return submit(Write.rewriting(doing, BYTES_PER_OBJECT, unit -> {
            holding.in(unit);
            for (Append.StateChange change : changes) {
                tables.states().put(unit.connection(), change, unit.now());
            }
            return JdbcStore::nothing;
        }));
    }

    @Override
    public CompletableFuture<Integer> remove(UUID collection, List<Entry> entries, Receipt receipt) {
        StoredLog log = log(collection);
        List<Entry> all = List.copyOf(entries);
        return submit(Write.rewriting(
                "remove " + all.size() + " entries from collection '"
                        + log.collection().name() + "'",
                all.size() * BYTES_PER_OBJECT,
                unit -> {
                    int removed = LogRemover.remove(unit, log, all, receipt);
                    return () -> removed;
                }));
    }

    @Override
    public LogPage read(UUID collection, long after, long through, int maxEntries, long maxBytes) {
        StoredLog log = log(collection);
        return read("read collection '" + log.collection().name() + "'", connection -> {
            long bound = Math.min(through, visible(connection, log));
            return reader.read(connection, log, after, bound, maxEntries, maxBytes);
        });
    }

    @Override
    public List<Entry> entries(UUID collection, long after, int max) {
        StoredLog log = log(collection);
        return read(
                "list collection '" + log.collection().name() + "'",
                connection -> reader.entries(connection, log, after, visible(connection, log), max));
    }

    @Override
    public List<Entry> versions(UUID collection, StixId id) {
        StoredLog log = log(collection);
        return versions(id, version -> version.collection() == log.number());
    }

    @Override
    public List<Entry> versions(StixId id) {
        return versions(id, version -> true);
    }

    @Override
    public boolean isAnyDirected() {
        return read(
                "look whether anything is directed",
                connection -> tables.audiences().isAny(connection, database.isShared()));
    }

    @Override
    public Optional<HeldDefinition> markingDefinition(StixId id) {
        if (!id.type().equals("marking-definition")) {
            return Optional.empty();
        }
        return versions(id).stream()
                .filter(entry -> collection(entry.collection())
                        .filter(held -> !held.isAside())
                        .isPresent())
                .min(Comparator.comparingLong(Entry::added))
                .flatMap(entry -> read(entry.collection(), entry.added() - 1, entry.added(), 1, 1).items().stream()
                        .findFirst()
                        .map(item -> new HeldDefinition(
                                entry,
                                new StixObject(item.bytes(), item.entry().head()),
                                Optional.ofNullable(chains(entry.collection(), entry.added(), entry.added())
                                        .get(entry.added())))));
    }

    private List<Entry> versions(StixId id, java.util.function.Predicate<ObjectVersion> which) {
        return read("read the versions of " + id, connection -> {
            if (database.isShared()) {
                tables.logs().load(connection);
            }
            List<ObjectVersion> versions = tables.index().find(connection, new Fingerprints().of(id)).stream()
                    .filter(which)
                    .toList();
            return reader.entries(connection, versions, id);
        });
    }

    @Override
    public long lastAdded(UUID collection) {
        StoredLog log = log(collection);
        return database.isShared()
                ? read("read the end of collection '" + log.collection().name() + "'", c -> visible(c, log))
                : log.lastAdded();
    }

    // Another process may have added to a shared database, and what it committed is durable there. What memory says may
    // then be newer than what this connection sees, and a page that claims to reach so far would lose entries.
    private long visible(Connection connection, StoredLog log) throws SQLException {
        return database.isShared() ? tables.logs().lastAdded(connection, log) : log.lastAdded();
    }

    @Override
    public List<Receipt> provenance(Entry entry) {
        StoredLog log = log(entry.collection());
        return read("read the provenance of " + entry.id(), connection -> reader.provenance(connection, log, entry));
    }

    @Override
    public Map<Long, StoredChain> chains(UUID collection, long first, long last) {
        StoredLog log = log(collection);
        return read(
                "read the signed provenance in collection '" + log.collection().name() + "'",
                connection -> reader.chains(connection, log, first, Math.min(last, visible(connection, log))));
    }

    @Override
    public List<RemovedEntry> removed(StixId id) {
        return read(
                "look where " + id + " was removed",
                connection -> LogRemover.traces(connection, tables.logs(), new Fingerprints().of(id)));
    }

    @Override
    public CompletableFuture<Long> reserve(UUID collection) {
        StoredLog log = log(collection);
        return submit(Write.adding(
                "reserve a stamp in collection '" + log.collection().name() + "'", BYTES_PER_OBJECT, unit -> {
                    long stamp = unit.tail(log).reserve();
                    return () -> stamp;
                }));
    }

    @Override
    public CompletableFuture<Integer> replaceChains(UUID collection, Map<Long, StoredChain> better) {
        StoredLog log = log(collection);
        Map<Long, StoredChain> all = Map.copyOf(better);
        return submit(Write.rewriting(
                "replace the signed provenance of " + all.size() + " entries of collection '"
                        + log.collection().name() + "'",
                all.size() * BYTES_PER_OBJECT,
                unit -> {
                    int replaced = ChainReplacer.replace(unit, log, all);
                    return () -> replaced;
                }));
    }

    @Override
    public boolean wasRemoved(StixObject object) {
        Offer asked = Offer.of(object, new Fingerprints());
        return read(
                "look whether " + object.id() + " was removed",
                connection -> LogRemover.isTraced(connection, asked.key(), asked.version()));
    }

    @Override
    public CompletableFuture<Void> recordRelease(Release release) {
        StoredLog log = log(release.collection());
        long bytes =
                BYTES_PER_OBJECT + release.runs().size() * 32L + release.query().length() * 2L;
        return submit(Write.adding("record a release to " + release.principal(), bytes, unit -> {
            tables.releases().insert(unit.connection(), log, release);
            return JdbcStore::nothing;
        }));
    }

    @Override
    public List<Release> releasesOf(Entry entry) {
        StoredLog log = log(entry.collection());
        return read(
                "read the releases of " + entry.id(),
                connection -> tables.releases().holding(connection, log, entry.added()));
    }

    @Override
    public List<Release> releasesAt(UUID collection, long added) {
        StoredLog log = log(collection);
        return read(
                "read the releases of an entry of collection '"
                        + log.collection().name() + "'",
                connection -> tables.releases().holding(connection, log, added));
    }

    @Override
    public List<Release> releasesTo(String principal, Instant since, int max) {
        return read(
                "read the releases to " + principal,
                connection -> tables.releases().to(connection, principal, Microseconds.of(since), max));
    }

    @Override
    public long lastRelease() {
        return read("read the end of the ledger", tables.releases()::last);
    }

    @Override
    public List<LedgerRow> releasesAfter(long id, long through, int max) {
        return read("read the ledger", connection -> tables.releases().after(connection, id, through, max));
    }

    @Override
    public List<Arrival> arrivals(UUID collection, long after, int max) {
        StoredLog log = log(collection);
        return read(
                "read the arrivals of collection '" + log.collection().name() + "'",
                connection -> reader.arrivals(connection, log, after, visible(connection, log), max));
    }

    @Override
    public List<Origin> origins() {
        return read("read the origins", tables.receipts()::origins);
    }

    @Override
    public CompletableFuture<Destroyed> destroyOrigin(String origin, Receipt receipt) {
        return submit(Write.rewriting("destroy what " + origin + " gave", BYTES_PER_OBJECT, unit -> {
            Destroyed destroyed = OriginRemover.destroy(unit, origin, receipt);
            return () -> destroyed;
        }));
    }

    @Override
    public int replaceWrappingKey() {
        KeyVault keys = vault.orElseThrow(() ->
                new KeyUnavailableException("the store was opened without a keystore for its keys; it cannot encrypt"));
        replacingKey.lock(); // of two at once, one would destroy the key that the other has just made
        try {
            String fresh = keys.replace();
            int count = await(submit(Write.adding("wrap the data keys anew", BYTES_PER_OBJECT, unit -> {
                int wrapped = tables.keys().rewrap(unit.connection(), fresh);
                return () -> wrapped;
            })));
            keys.keepOnly(fresh);
            return count;
        } finally {
            replacingKey.unlock();
        }
    }

    @Override
    public Optional<Long> unencryptedBytes() {
        return encrypts
                ? Optional.of(read("count what is not encrypted", ChunkTable::unencryptedBytes))
                : Optional.empty();
    }

    @Override
    public long encryptStored(LongConsumer progress) {
        if (!encrypts) {
            throw new IllegalStateException("this store does not encrypt what is added, so nor what is there");
        }
        long all = 0;
        long some = encryptSome();
        while (some > 0) {
            all += some;
            progress.accept(all);
            some = encryptSome();
        }
        return all;
    }

    private long encryptSome() {
        return await(submit(Write.rewriting("encrypt what is stored", BYTES_PER_OBJECT, unit -> {
            long entries = ChunkSealer.sealSome(unit);
            return () -> entries;
        })));
    }

    @Override
    public void compactWhenClosed() {
        compactWhenClosed.set(true);
    }

    @Override
    public CompletableFuture<Void> putState(String area, String key, String value) {
        var change = new Append.StateChange(area, key, value);
        return submit(Write.adding("keep " + area + " " + key, BYTES_PER_OBJECT + value.length() * 2L, unit -> {
            tables.states().put(unit.connection(), change, unit.now());
            return JdbcStore::nothing;
        }));
    }

    @Override
    public Optional<String> state(String area, String key) {
        return read("read " + area + " " + key, connection -> tables.states().get(connection, area, key));
    }

    @Override
    public Map<String, String> states(String area) {
        return read("read all of " + area, connection -> tables.states().getAll(connection, area));
    }

    @Override
    public CompletableFuture<Integer> removeStatesBefore(String area, Instant before) {
        return submit(Write.adding("clear old " + area, BYTES_PER_OBJECT, unit -> {
            int removed = tables.states().removeBefore(unit.connection(), area, Microseconds.of(before));
            return () -> removed;
        }));
    }

    @Override
    public Optional<Epoch> epoch(UUID collection) {
        return Optional.ofNullable(epochs.get(collection));
    }

    @Override
    public StoreSnapshot snapshot() {
        StoreSnapshot snapshot = StoreSnapshot.prepare(database, tables.chunks());
        try {
            Optional<SQLException> failed = await(submit(Write.adding("begin a snapshot", BYTES_PER_OBJECT, unit -> {
                var failure = new AtomicReference<Optional<SQLException>>(Optional.empty());
                unit.onPublish(() -> failure.set(snapshot.begin(unit.now())));
                return failure::get;
            })));
            if (failed.isPresent()) {
                throw database.translate("begin a snapshot", failed.get());
            }
            return snapshot;
        } catch (RuntimeException failure) {
            snapshot.close();
            throw failure;
        }
    }

    @Override
    public StoreContents contents() {
        return read("count its entries", connection -> StoreContents.count(connection, tables.chunks()));
    }

    @Override
    public StoreLoad load() {
        HikariPoolMXBean readers = pool.getHikariPoolMXBean();
        WriteQueue.Load waiting = queue.load();
        return new StoreLoad(
                waiting.writes(),
                queue.maxWrites(),
                waiting.bytes(),
                queue.maxBytes(),
                readers.getActiveConnections(),
                readers.getIdleConnections(),
                readers.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize(),
                writing.commits(),
                writing.commitNanos(),
                database.fileBytes());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        queue.close();
        try {
            writer.join();
            completions.shutdown();
            completions.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            pool.close();
            try {
                if (compactWhenClosed.get()) {
                    database.compact();
                }
            } finally {
                database.close();
            }
        }
    }

    private Optional<StoredLog> find(UUID id) {
        Optional<StoredLog> known = tables.logs().find(id);
        if (known.isEmpty() && database.isShared()) {
            read("read the collections", connection -> {
                tables.logs().load(connection);
                return id;
            });
            return tables.logs().find(id);
        }
        return known;
    }

    private StoredLog log(UUID collection) {
        return find(collection)
                .orElseThrow(() -> new IllegalArgumentException("the store has no collection " + collection));
    }

    private <T> CompletableFuture<T> submit(Write<T> write) {
        queue.add(write);
        return write.future();
    }

    private <T> T read(String doing, Sql.Work<Connection, T> work) {
        try {
            return read(work);
        } catch (SQLException failure) {
            if (!database.isUnavailable(failure)) {
                throw database.translate(doing, failure);
            }
            return readAnew(doing, work);
        }
    }

    // After the database was away the pooled connections are dead, though it may be there again.
    private <T> T readAnew(String doing, Sql.Work<Connection, T> work) {
        pool.getHikariPoolMXBean().softEvictConnections();
        try {
            return read(work);
        } catch (SQLException failure) {
            throw database.translate(doing, failure);
        }
    }

    private <T> T read(Sql.Work<Connection, T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            T found;
            visibility.readLock().lock();
            try {
                found = work.on(connection);
            } finally {
                visibility.readLock().unlock();
            }
            // The pool would end the transaction too, by a rollback; but with that H2 forgets the prepared statements.
            connection.commit();
            return found;
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    @SuppressWarnings("NullAway") // a CompletableFuture<Void> has no other value
    private static Void nothing() {
        return null;
    }
}
