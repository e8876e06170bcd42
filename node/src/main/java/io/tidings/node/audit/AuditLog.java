package io.tidings.node.audit;

import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log of one node, on a thread of its own; records that wait share one disk sync. Safe from any thread.
 *
 * <p>Every file begins with a record that names the log, the file and the key, and every closed file ends with a signed
 * checkpoint. A log that is found broken or cut short is not mended: that it was found so is recorded, and it goes on in a
 * new file.
 */
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final long CLOSE_SECONDS = 30;

    private final LogWriter writer; // used by the thread alone, once it runs
    private final LinkedBlockingQueue<Pending> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final LongAdder notRecorded = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Thread thread = new Thread(this::run, "audit");
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Records that wait, to be written together; none means the end. */
    private record Pending(List<AuditEvent> events, CompletableFuture<Void> durable) {}

    /**
     * What a log signs with and tells the time by.
     *
     * @param uuids names a new log
     */
    public record Outfit(Signer signer, Supplier<UUID> uuids, Clock clock) {}

    /**
     * What the store knows of a log.
     *
     * @param head that it remembers: a log that ends before it was cut short
     * @param journal where the journal begins if there is no log yet: what came before was never recorded
     */
    public record Known(Optional<Head> head, JournalStart journal) {}

    /** Where the journal of a new log begins. */
    @FunctionalInterface
    public interface JournalStart {
        /** The ledger's last row and each collection's last stamp. */
        Position position();

        /** As {@link #position}, in the words of the log. */
        private Marks marks() {
            Position now = position();
            return new Marks(now.ledger(), now.arrivals(), 0);
        }
    }

    /** @param arrivals stamps by collection id */
    public record Position(long ledger, Map<String, Long> arrivals) {}

    private AuditLog(LogWriter writer) {
        this.writer = writer;
    }

    /**
     * Opens the log in {@code directory}, or begins one.
     *
     * @throws IOException if it can be neither read nor written
     */
    public static AuditLog open(Path directory, AuditOptions options, Outfit outfit, Known known) throws IOException {
        return open(new LogWriter.Folder(directory, LogFile::onDisk), options, outfit, known);
    }

    static AuditLog open(LogWriter.Folder folder, AuditOptions options, Outfit outfit, Known known) throws IOException {
        PrivateFiles.createDirectory(folder.directory());
        FoundLog found = FoundLog.look(folder.directory(), known.head());
        var log = new AuditLog(LogWriter.open(
                folder, options, outfit, found, () -> known.journal().marks()));
        log.thread.setDaemon(true);
        log.thread.start();
        return log;
    }

    /**
     * Records an event; when it completes the record survives a power cut.
     *
     * <p>Fails with {@link AuditUnavailableException} if it cannot be recorded.
     */
    public CompletableFuture<Void> append(AuditEvent event) {
        return append(List.of(event));
    }

    /** As {@link #append(AuditEvent)} for several that are written all or none; not more than a thousand. */
    CompletableFuture<Void> append(List<AuditEvent> events) {
        var pending = new Pending(List.copyOf(events), new CompletableFuture<>());
        if (closed.get() || !waiting.offer(pending)) {
            pending.durable()
                    .completeExceptionally(new AuditUnavailableException(
                            "the audit log takes no record now; the node's log says why"));
        }
        return pending.durable();
    }

    /**
     * As {@link #append}, and waits for it. Not for an event loop.
     *
     * @throws AuditUnavailableException if it cannot be recorded; see that what it is about does not happen
     */
    public void require(AuditEvent event) {
        try {
            append(event).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof AuditUnavailableException why
                    ? why
                    : new AuditUnavailableException("the audit log failed", failed);
        }
    }

    /** Records an event when it can; one that finds no room is counted instead, and the count is recorded. Never waits. */
    public void note(AuditEvent event) {
        if (closed.get() || !waiting.offer(new Pending(List.of(event), new CompletableFuture<>()))) {
            notRecorded.increment();
        }
    }

    /** Where the log ends, as far as it is on disk. */
    public Head head() {
        return writer.head();
    }

    /** The last checkpoint signed since the start, as a JWS: for someone outside to keep. */
    public Optional<String> lastCheckpoint() {
        return writer.lastCheckpoint();
    }

    /** Records that could not be written since the start. */
    public long failures() {
        return failures.sum();
    }

    Marks marks() {
        return writer.marks();
    }

    /** Signs what there is and closes. Can be called twice. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        var end = new Pending(List.of(), new CompletableFuture<>());
        try {
            waiting.put(end);
            end.durable().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
            LOG.error("the audit log did not end in order", late);
        }
    }

    private void run() {
        boolean open = true;
        while (open) {
            List<Pending> batch = new ArrayList<>();
            try {
                Pending first = waiting.poll(writer.untilCheckpoint().toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, MOST_AT_ONCE);
                }
            } catch (InterruptedException nobodyDoesThis) {
                Thread.currentThread().interrupt();
                return;
            }
            open = batch.stream().noneMatch(each -> each.events().isEmpty());
            take(batch, !open);
        }
    }

    private void take(List<Pending> batch, boolean last) {
        List<AuditEvent> events = new ArrayList<>();
        batch.forEach(each -> events.addAll(each.events()));
        long lost = notRecorded.sumThenReset();
        if (lost > 0) {
            events.add(
                    AuditEvent.of(Kind.AUDIT, "not-recorded", AuditEvent.NODE).with("events", lost));
        }
        try {
            if (!events.isEmpty()) {
                writer.write(events);
            }
        } catch (IOException | RuntimeException failed) {
            notRecorded.add(lost);
            failures.add(batch.size());
            LOG.error("audit log: {} records could not be written: {}", events.size(), failed.getMessage());
            var why = new AuditUnavailableException("the audit log cannot be written: " + failed.getMessage(), failed);
            batch.forEach(each -> each.durable().completeExceptionally(why));
        }
        keepOrder(last);
        // Done at the end, so that whoever closes finds the last checkpoint written.
        batch.forEach(each -> each.durable().complete(none()));
    }

    private void keepOrder(boolean last) {
        try {
            writer.keepOrder(last);
        } catch (IOException | RuntimeException failed) {
            failures.increment();
            LOG.error("audit log: {}", failed.toString());
        }
    }

    @SuppressWarnings("NullAway") // a CompletableFuture<Void> has no other value
    private static Void none() {
        return null;
    }
}
