package io.tidings.node.store;

import com.zaxxer.hikari.HikariPoolMXBean;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * The store over JDBC.
 *
 * <p>Futures complete on a thread of the store that serves all callers: what depends on them must be brief, or go
 * elsewhere, and must not wait for another write.
 */
public final class JdbcStore implements Store {
    private final OpenedDatabase opened;
    private final WriteLane writes;
    private final LogFinder logs;
    private final LogQueries queries;
    private final LogChanges changes;
    private final ReleaseLedger releases;
    private final SmallState states;
    private final EncryptionUpkeep upkeep;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean compactWhenClosed = new AtomicBoolean();

    private JdbcStore(OpenedDatabase opened, WriteLane writes, Clock clock, Optional<Encryption> encryption) {
        this.opened = opened;
        this.writes = writes;
        logs = new LogFinder(opened);
        queries = new LogQueries(opened, logs);
        changes = new LogChanges(writes, opened.tables(), logs, clock);
        releases = new ReleaseLedger(writes, opened, logs);
        states = new SmallState(writes, opened);
        upkeep = new EncryptionUpkeep(writes, opened, encryption);
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
        OpenedDatabase opened = OpenedDatabase.open(options, encryption);
        Clock rising = opened.notBefore(clock);
        return new JdbcStore(opened, WriteLane.start(options, opened, rising), rising, encryption);
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

    @Override
    public List<StoredCollection> collections() {
        return logs.collections();
    }

    @Override
    public Optional<StoredCollection> collection(UUID id) {
        return logs.find(id).map(StoredLog::collection);
    }

    @Override
    public long lastAdded(UUID collection) {
        return logs.lastAdded(collection);
    }

    @Override
    public StoredCollection createCollection(UUID id, String name, String title, Optional<String> description) {
        return changes.createCollection(id, name, title, description);
    }

    @Override
    public CompletableFuture<List<Appended>> append(Append append) {
        return changes.append(append);
    }

    @Override
    public CompletableFuture<Void> holdBack(UUID collection, List<Append.StateChange> alongside) {
        return changes.holdBack(collection, alongside);
    }

    @Override
    public CompletableFuture<Void> show(UUID collection, List<Append.StateChange> alongside) {
        return changes.show(collection, alongside);
    }

    @Override
    public CompletableFuture<Integer> remove(UUID collection, List<Entry> entries, Receipt receipt) {
        return changes.remove(collection, entries, receipt);
    }

    @Override
    public CompletableFuture<Long> reserve(UUID collection) {
        return changes.reserve(collection);
    }

    @Override
    public CompletableFuture<Integer> replaceChains(UUID collection, Map<Long, StoredChain> better) {
        return changes.replaceChains(collection, better);
    }

    @Override
    public CompletableFuture<Destroyed> destroyOrigin(String origin, Receipt receipt) {
        return changes.destroyOrigin(origin, receipt);
    }

    @Override
    public LogPage read(UUID collection, long after, long through, int maxEntries, long maxBytes) {
        return queries.read(collection, after, through, maxEntries, maxBytes);
    }

    @Override
    public List<Entry> entries(UUID collection, long after, int max) {
        return queries.entries(collection, after, max);
    }

    @Override
    public List<Entry> heldBack(UUID collection, long after, int max) {
        return queries.heldBack(collection, after, max);
    }

    @Override
    public List<Entry> versions(UUID collection, StixId id) {
        return queries.versions(collection, id);
    }

    @Override
    public List<Entry> versions(StixId id) {
        return queries.versions(id);
    }

    @Override
    public Optional<HeldDefinition> markingDefinition(StixId id) {
        return queries.markingDefinition(id);
    }

    @Override
    public boolean isAnyDirected() {
        return queries.isAnyDirected();
    }

    @Override
    public List<Receipt> provenance(Entry entry) {
        return queries.provenance(entry);
    }

    @Override
    public Map<Long, StoredChain> chains(UUID collection, long first, long last) {
        return queries.chains(collection, first, last);
    }

    @Override
    public List<Arrival> arrivals(UUID collection, long after, int max) {
        return queries.arrivals(collection, after, max);
    }

    @Override
    public List<RemovedEntry> removed(StixId id) {
        return queries.removed(id);
    }

    @Override
    public boolean wasRemoved(StixObject object) {
        return queries.wasRemoved(object);
    }

    @Override
    public List<Origin> origins() {
        return queries.origins();
    }

    @Override
    public StoreContents contents() {
        return queries.contents();
    }

    @Override
    public CompletableFuture<Void> recordRelease(Release release) {
        return releases.add(release);
    }

    @Override
    public List<Release> releasesOf(Entry entry) {
        return releases.of(entry);
    }

    @Override
    public List<Release> releasesAt(UUID collection, long added) {
        return releases.at(collection, added);
    }

    @Override
    public List<Release> releasesTo(String principal, Instant since, int max) {
        return releases.to(principal, since, max);
    }

    @Override
    public long lastRelease() {
        return releases.last();
    }

    @Override
    public List<LedgerRow> releasesAfter(long id, long through, int max) {
        return releases.after(id, through, max);
    }

    @Override
    public CompletableFuture<Void> putState(String area, String key, String value) {
        return states.put(area, key, value);
    }

    @Override
    public Optional<String> state(String area, String key) {
        return states.get(area, key);
    }

    @Override
    public Map<String, String> states(String area) {
        return states.getAll(area);
    }

    @Override
    public CompletableFuture<Integer> removeStatesBefore(String area, Instant before) {
        return states.removeBefore(area, before);
    }

    @Override
    public int replaceWrappingKey() {
        return upkeep.replaceWrappingKey();
    }

    @Override
    public Optional<Long> unencryptedBytes() {
        return upkeep.unencryptedBytes();
    }

    @Override
    public long encryptStored(LongConsumer progress) {
        return upkeep.encryptStored(progress);
    }

    @Override
    public Optional<Epoch> epoch(UUID collection) {
        return Optional.ofNullable(opened.epochs().get(collection));
    }

    @Override
    public void compactWhenClosed() {
        compactWhenClosed.set(true);
    }

    @Override
    public StoreSnapshot snapshot() {
        Database database = opened.database();
        StoreSnapshot snapshot = StoreSnapshot.prepare(database, opened.tables().chunks());
        try {
            Optional<SQLException> failed =
                    writes.carryOut(Write.adding("begin a snapshot", Write.BYTES_PER_OBJECT, unit -> {
                        var failure = new AtomicReference<Optional<SQLException>>(Optional.empty());
                        unit.onPublish(() -> failure.set(snapshot.begin(unit.now())));
                        return failure::get;
                    }));
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
    public StoreLoad load() {
        HikariPoolMXBean readers = opened.readers().load();
        WriteQueue queue = writes.queue();
        WriteQueue.Load waiting = queue.load();
        return new StoreLoad(
                waiting.writes(),
                queue.maxWrites(),
                waiting.bytes(),
                queue.maxBytes(),
                readers.getActiveConnections(),
                readers.getIdleConnections(),
                readers.getThreadsAwaitingConnection(),
                opened.readers().most(),
                writes.writer().commits(),
                writes.writer().commitNanos(),
                opened.database().fileBytes());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            writes.close();
        } finally {
            opened.close(compactWhenClosed.get());
        }
    }
}
