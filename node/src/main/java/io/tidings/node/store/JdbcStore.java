package io.tidings.node.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
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
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

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
    private final WriteQueue queue;
    private final ReentrantReadWriteLock visibility = new ReentrantReadWriteLock();
    private final ExecutorService completions;
    private final Thread writer;
    private final Writer writing;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JdbcStore(StoreOptions options, Database database, HikariDataSource pool, Tables tables, Clock clock) {
        this.database = database;
        this.pool = pool;
        this.tables = tables;
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
        Database database = database(options);
        try {
            migrate(database);
            HikariDataSource pool = pool(options, database);
            try {
                Tables tables = Tables.create();
                try (Connection connection = pool.getConnection()) {
                    tables.logs().load(connection);
                }
                var store = new JdbcStore(options, database, pool, tables, clock);
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

    private static Database database(StoreOptions options) {
        StoreOptions.Location location = options.location();
        if (location instanceof StoreOptions.H2File h2) {
            return H2Database.open(h2.file(), options.cacheKibibytes());
        }
        return new PostgresDatabase((StoreOptions.Postgres) location);
    }

    private static void migrate(Database database) throws SQLException {
        // Asked first, so that a database that is away is told from one that does not fit.
        database.dataSource().getConnection().close();
        try {
            Flyway.configure(JdbcStore.class.getClassLoader())
                    .dataSource(database.dataSource())
                    .locations("classpath:db/migration")
                    // A store that a newer program has changed is not opened: what that program relies on is unknown
                    // here.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new IllegalStateException(
                    "the database " + database + " does not fit this program: " + failure.getMessage(), failure);
        }
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
        List<Offer> offers = Offer.all(append.objects());
        return submit(Write.adding(doing, bytes, unit -> LogAppender.append(unit, log, append, offers)));
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
    public List<Entry> versions(UUID collection, StixId id) {
        StoredLog log = log(collection);
        return versions(id, version -> version.collection() == log.number());
    }

    @Override
    public List<Entry> versions(StixId id) {
        return versions(id, version -> true);
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
    public List<Release> releasesTo(String principal, Instant since, int max) {
        return read(
                "read the releases to " + principal,
                connection -> tables.releases().to(connection, principal, Microseconds.of(since), max));
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
            database.close();
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
            visibility.readLock().lock();
            try {
                return work.on(connection);
            } finally {
                visibility.readLock().unlock();
            } // the pool ends the transaction
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
