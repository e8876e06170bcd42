package io.tidings.node.audit;

import io.tidings.node.store.Arrival;
import io.tidings.node.store.LedgerRow;
import io.tidings.node.store.Release;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoredCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings into the log what the store holds of collection, sharing and use: deliveries by their receipts, pages by the
 * ledger. Both are durable before anyone is answered; the log follows within a second, in order, and begins after a crash
 * where it ended. So neither road waits for the log, and a crash loses no record.
 *
 * <p>Also has the store remember the head of the log, so that a log whose end is cut off is found out.
 */
public final class StoreJournal implements AutoCloseable {
    /** Where the store remembers the head. */
    public static final String AREA = "audit";

    private static final String HEAD = "head";
    private static final Logger LOG = LoggerFactory.getLogger(StoreJournal.class);
    private static final int AT_ONCE = 500;
    private static final String CLIENT = "client:";

    private final AuditLog log;
    private final Store store;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "audit-journal");
        thread.setDaemon(true);
        return thread;
    });
    private Head remembered; // guarded by this, as is the work itself

    /** @param log opened with {@link #remembered} of this store */
    public StoreJournal(AuditLog log, Store store) {
        this.log = log;
        this.store = store;
        this.remembered = remembered(store).orElseGet(() -> new Head("", 0, Head.NOTHING));
    }

    /** The head that a store remembers. */
    public static Optional<Head> remembered(Store store) {
        return store.state(AREA, HEAD).flatMap(Head::parse);
    }

    /** Where the journal of a new log begins: with what comes from now on. */
    public static AuditLog.Position now(Store store) {
        Map<String, Long> arrivals = new TreeMap<>();
        store.collections()
                .forEach(collection -> arrivals.put(collection.id().toString(), store.lastAdded(collection.id())));
        return new AuditLog.Position(store.lastRelease(), arrivals);
    }

    /** Goes on in the background, every {@code interval}. */
    public void start(Duration interval) {
        ticker.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    // Must not throw: the executor would never call it again.
    private void look() {
        try {
            catchUp();
        } catch (AuditUnavailableException | StoreBusyException later) {
            LOG.warn("audit log: what the store holds is brought in later: {}", later.getMessage());
        } catch (RuntimeException failed) {
            LOG.error("audit log: what the store holds could not be brought in and is tried again", failed);
        }
    }

    /** Brings in all that is durable now. */
    public synchronized void catchUp() {
        long through = store.lastRelease();
        boolean more = through > log.marks().ledger();
        if (more || !log.head().equals(remembered)) {
            // A commit is visible before it is durable. Once this later write is durable, so is every row seen above.
            remember();
        }
        if (through < log.marks().ledger()) {
            setBack(through);
        }
        ledger(through);
        for (StoredCollection collection : store.collections()) {
            arrivals(collection);
        }
    }

    private void remember() {
        Head now = log.head();
        store.putState(AREA, HEAD, now.text()).join();
        remembered = now;
    }

    /** The database is an earlier one than the log: it was restored from a backup. */
    private void setBack(long through) {
        log.require(AuditEvent.of(Kind.SHARING, "ledger-set-back", AuditEvent.NODE)
                .with("from", log.marks().ledger())
                .with(Marks.LEDGER, through));
    }

    private void ledger(long through) {
        List<LedgerRow> rows = store.releasesAfter(log.marks().ledger(), through, AT_ONCE);
        while (!rows.isEmpty()) {
            append(rows.stream().map(this::event).toList());
            rows = rows.size() < AT_ONCE
                    ? List.of()
                    : store.releasesAfter(log.marks().ledger(), through, AT_ONCE);
        }
    }

    private void arrivals(StoredCollection collection) {
        String id = collection.id().toString();
        long after = log.marks().arrival(id);
        while (store.lastAdded(collection.id()) > after) {
            List<Arrival> arrivals = store.arrivals(collection.id(), after, AT_ONCE);
            if (arrivals.isEmpty()) {
                return;
            }
            append(arrivals.stream().map(each -> event(collection, each)).toList());
            after = arrivals.get(arrivals.size() - 1).last();
        }
    }

    // Together: if one were written and one before it not, the mark would move past that.
    private void append(List<AuditEvent> events) {
        try {
            log.append(events).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
    }

    private AuditEvent event(LedgerRow row) {
        Release page = row.release();
        List<Release.Run> runs = page.runs();
        AuditEvent event = AuditEvent.of(
                        page.principal().startsWith(CLIENT) || page.principal().equals(AuditEvent.OPERATOR)
                                ? Kind.USE
                                : Kind.SHARING,
                        "page",
                        page.principal())
                .with(Marks.LEDGER, row.id())
                .with("at", page.at().toString())
                .with("channel", page.channel())
                .with("collection", name(page))
                .with("query", page.query())
                .with("rules", page.rules())
                .with("entries", page.count());
        return runs.isEmpty()
                ? event
                : event.with("first", time(runs.get(0).first()))
                        .with("last", time(runs.get(runs.size() - 1).last()));
    }

    private String name(Release page) {
        return store.collection(page.collection())
                .map(StoredCollection::name)
                .orElse(page.collection().toString());
    }

    private static AuditEvent event(StoredCollection collection, Arrival arrival) {
        return AuditEvent.of(Kind.COLLECTION, "stored", arrival.receipt().source())
                .with(Marks.COLLECTION, collection.id().toString())
                .with(Marks.THROUGH, arrival.last())
                .with("name", collection.name())
                .with("at", arrival.receipt().at().toString())
                .with("channel", arrival.receipt().channel())
                .with("from", arrival.receipt().origin())
                .with("agreement", arrival.receipt().agreement())
                .with("request", arrival.receipt().requestId())
                .with("entries", arrival.entries())
                .with("first", time(arrival.first()))
                .with("last", time(arrival.last()));
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** Ends the background work; brings in what is left. */
    @Override
    public void close() {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the audit journal did not end within ten seconds");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        look();
    }

    /** To be called when the log is closed: the store remembers its very end. */
    public synchronized void rememberEnd() {
        try {
            if (!log.head().equals(remembered)) {
                remember();
            }
        } catch (RuntimeException failed) {
            LOG.warn("audit log: the store does not remember its end", failed);
        }
    }
}
