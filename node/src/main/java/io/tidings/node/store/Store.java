package io.tidings.node.store;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Everything the node keeps. Safe for use by any number of threads.
 *
 * <p>A future returned by a write completes once the write survives {@code kill -9} and a power cut (I-3); until then
 * no reader sees it. Writes of one caller take effect in the order of the calls. When the queue of writes is full, a
 * write fails at once with {@link StoreBusyException}.
 */
public interface Store extends AutoCloseable {

    /** All collections, by id. Served from memory. */
    List<StoredCollection> collections();

    Optional<StoredCollection> collection(UUID id);

    /** @throws IllegalArgumentException if the name (in any letter case) or id is taken */
    StoredCollection createCollection(UUID id, String name, String title, Optional<String> description);

    /**
     * Appends object versions to a collection's log and says what became of each, in order.
     *
     * <p>A version that the log holds already makes no entry. The stamps of one append are consecutive microseconds in
     * the order given; the last entry of a commit is moved up to a whole millisecond (contract 1 of the field's lessons).
     */
    CompletableFuture<List<Appended>> append(Append append);

    /**
     * Keeps from readers what is added to a collection from now on, until {@link #show}, also over restarts: for what is to
     * appear all at once or not at all. Writers need not wait. Completes when that and {@code alongside} are durable; can
     * be called again.
     */
    CompletableFuture<Void> holdBack(UUID collection, List<Append.StateChange> alongside);

    /** Shows readers everything that was added; likewise with {@code alongside} in the same commit. */
    CompletableFuture<Void> show(UUID collection, List<Append.StateChange> alongside);

    /**
     * Entries of a collection that {@link #holdBack} keeps from readers and that lie after {@code after}, oldest first, at
     * most {@code max}. Of those that are not durable yet some may be missing.
     */
    List<Entry> heldBack(UUID collection, long after, int max);

    /** Deletes entries, bytes included; completes with how many there were (TAXII 2.1 §5.7). */
    CompletableFuture<Integer> remove(UUID collection, List<Entry> entries, Receipt receipt);

    /**
     * Up to {@code maxEntries} entries and about {@code maxBytes} of a collection's log, oldest first, that lie after
     * {@code after} and not after {@code through}; at least one entry if there is any.
     *
     * @param after exclusive, microseconds since 1970
     * @param through inclusive, microseconds since 1970; entries newer than {@link #lastAdded} are never returned
     */
    LogPage read(UUID collection, long after, long through, int maxEntries, long maxBytes);

    /** Up to {@code max} entries of a collection's log that lie after {@code after}, oldest first, without bytes. */
    List<Entry> entries(UUID collection, long after, int max);

    /** All entries of one object in a collection, oldest addition first. */
    List<Entry> versions(UUID collection, StixId id);

    /**
     * The marking definition held under an identifier, of several the one that came first; only of collections in force,
     * not of those aside.
     */
    Optional<HeldDefinition> markingDefinition(StixId id);

    /** Whether any entry was ever for some principals only. From memory, once one was. */
    boolean isAnyDirected();

    /** All entries of one object in all collections. */
    List<Entry> versions(StixId id);

    /** {@code date_added} of the newest durable entry, microseconds since 1970, or 0 for an empty log. From memory. */
    long lastAdded(UUID collection);

    /** How an entry came here: the receipt of its own, then those of later deliveries of the same version. */
    List<Receipt> provenance(Entry entry);

    /** The signed provenance of the entries from {@code first} through {@code last} that have any, by stamp. */
    Map<Long, StoredChain> chains(UUID collection, long first, long last);

    /**
     * Gives entries other chains than they have; completes with how many of the entries there were.
     *
     * @param better by stamp
     */
    CompletableFuture<Integer> replaceChains(UUID collection, Map<Long, StoredChain> better);

    /** Where an object was that has been removed since, in all collections; without what was destroyed with its origin. */
    List<RemovedEntry> removed(StixId id);

    /**
     * Takes a stamp of a collection's log for something that is no entry of it but has its place among the entries: after
     * all that readers have seen, before all that is added later. Completes with it, microseconds since 1970, when that is
     * durable.
     */
    CompletableFuture<Long> reserve(UUID collection);

    /** Whether this version of an object was ever removed from a collection here. */
    boolean wasRemoved(StixObject object);

    /** Records that a page is about to go out; when it completes the record is durable (I-7). */
    CompletableFuture<Void> recordRelease(Release release);

    /** Releases of pages that held this entry, oldest first. */
    List<Release> releasesOf(Entry entry);

    /** Releases of pages that held what is or was at a stamp of a collection's log, oldest first. */
    List<Release> releasesAt(UUID collection, long added);

    /** Releases to a principal since a time, oldest first, at most {@code max}. */
    List<Release> releasesTo(String principal, Instant since, int max);

    /** Id of the last row of the ledger; 0 if there is none. It may not be durable yet. */
    long lastRelease();

    /** Rows of the ledger after {@code id} and not after {@code through}, oldest first, at most {@code max}. */
    List<LedgerRow> releasesAfter(long id, long through, int max);

    /**
     * What came to a collection after a stamp, oldest first, of about {@code max} deliveries at most. Only what is durable.
     *
     * @param after exclusive, microseconds since 1970
     */
    List<Arrival> arrivals(UUID collection, long after, int max);

    /** Everyone who ever gave or removed something, by name. */
    List<Origin> origins();

    /**
     * Destroys the data keys of a source and takes all it gave out of all logs; nothing of it is read again. Its
     * receipts, its place in the ledger and a trace of what was where are kept. What it gives later is taken as new.
     *
     * <p>Copies of its wrapped keys may be left in the database's file and in backups: {@link #replaceWrappingKey} makes
     * them useless. Completes with what there was; a source that gave nothing (any more) is no error.
     *
     * @param origin as {@link Receipt#source}
     */
    CompletableFuture<Destroyed> destroyOrigin(String origin, Receipt receipt);

    /**
     * Wraps all data keys with a new key of the vault and destroys the vault's older ones; returns how many data keys
     * there are. If it fails, both stay in the vault and it can be called again. Blocks.
     *
     * @throws KeyUnavailableException if the vault cannot be read or written
     */
    int replaceWrappingKey();

    /** Bytes of objects that are stored in the clear; absent where new ones are not encrypted either. */
    Optional<Long> unencryptedBytes();

    /**
     * Encrypts what was stored in the clear, in many small transactions beside whatever else goes on. Blocks until all is
     * encrypted; what was done before it failed, or the process ended, is done.
     *
     * <p>The old bytes are then in no object's place, but may be left in the free space of the database's file until that
     * is used again: {@link #compactWhenClosed}.
     *
     * @param progress told how many entries were encrypted so far
     * @return how many that were
     * @throws IllegalStateException if new content is not encrypted
     */
    long encryptStored(LongConsumer progress);

    /** Has the database's file written anew when the store is closed, without what lies in its free space. */
    void compactWhenClosed();

    /** Keeps a text under a key, durable when complete: cursors, follow health, statuses and the like. */
    CompletableFuture<Void> putState(String area, String key, String value);

    Optional<String> state(String area, String key);

    /** All keys of an area with their values, by key. */
    java.util.Map<String, String> states(String area);

    /** Removes what an area holds from before a time; for statuses whose day is over. */
    CompletableFuture<Integer> removeStatesBefore(String area, Instant before);

    /** The epoch a collection is in; absent if it was never restored from a backup. From memory. */
    Optional<Epoch> epoch(UUID collection);

    /**
     * Everything acknowledged so far, to be read while the store goes on. Waits for the writer to come to the end of a
     * commit; close what it returns.
     */
    StoreSnapshot snapshot();

    /** Counts what the logs hold; takes as long as reading all heads. */
    StoreContents contents();

    /** How busy the store is now. From memory, but for the size of its file. */
    StoreLoad load();

    /** Stops taking writes, finishes those queued, closes the database. Can be called twice. */
    @Override
    void close();
}
