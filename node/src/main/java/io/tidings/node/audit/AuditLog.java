package io.tidings.node.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.file.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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

    private final Path directory;
    private final AuditOptions options;
    private final Signer signer;
    private final Clock clock;
    private final LogFile.Opener opener;
    private final LinkedBlockingQueue<Pending> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final LongAdder notRecorded = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Thread writer = new Thread(this::run, "audit");
    private final AtomicBoolean closed = new AtomicBoolean();

    // Below: written by the writer's thread alone, once it runs.
    private LogFile file;
    private long number;
    private long length;
    private Marks marks;
    private String keyId;
    private long unsigned;
    private Instant signedAt;
    private volatile Head head;
    private volatile Optional<String> lastCheckpoint = Optional.empty();

    /** Records that wait, to be written together; none means the end. */
    private record Pending(List<AuditEvent> events, CompletableFuture<Void> durable) {}

    /** What the log finds when it is opened. */
    private record Found(Optional<Tail> tail, List<AuditEvent> faults, long number, boolean sameFile) {}

    private AuditLog(
            Path directory,
            AuditOptions options,
            Signer signer,
            Clock clock,
            LogFile.Opener opener,
            Found found,
            Supplier<UUID> uuids,
            Supplier<Marks> now)
            throws IOException {
        this.directory = directory;
        this.options = options;
        this.signer = signer;
        this.clock = clock;
        this.opener = opener;
        this.number = found.number();
        this.file = opener.open(AuditFiles.file(directory, number));
        this.signedAt = clock.instant();
        Optional<Tail> tail = found.tail();
        this.head = tail.map(Tail::head).orElse(new Head("", 0, Head.NOTHING)).named(uuids);
        this.marks = tail.map(Tail::marks).orElseGet(now);
        this.keyId = tail.map(Tail::keyId).orElse("");
        if (found.sameFile()) {
            this.length = tail.map(Tail::length).orElse(0L);
            this.unsigned = tail.filter(Tail::endsWithCheckpoint).isPresent() ? 0 : 1;
        } else {
            begin();
        }
        if (!found.faults().isEmpty()) {
            write(found.faults());
        }
        if (!found.sameFile()) {
            checkpoint(); // a log without one would prove nothing until the first is due
        }
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Opens the log in {@code directory}, or begins one.
     *
     * @param kept the head that the store remembers: a log that ends before it was cut short
     * @param uuids names a new log
     * @param store where the journal begins if there is no log yet: what came before was never recorded
     * @throws IOException if it can be neither read nor written
     */
    public static AuditLog open(
            Path directory,
            AuditOptions options,
            Signer signer,
            Optional<Head> kept,
            Supplier<UUID> uuids,
            JournalStart store,
            Clock clock)
            throws IOException {
        return open(directory, options, signer, kept, uuids, store, clock, LogFile::onDisk);
    }

    static AuditLog open(
            Path directory,
            AuditOptions options,
            Signer signer,
            Optional<Head> kept,
            Supplier<UUID> uuids,
            JournalStart store,
            Clock clock,
            LogFile.Opener opener)
            throws IOException {
        PrivateFiles.createDirectory(directory);
        return new AuditLog(
                directory, options, signer, clock, opener, look(directory, kept), uuids, () -> store.marks());
    }

    private static Found look(Path directory, Optional<Head> kept) throws IOException {
        List<Path> files = AuditFiles.in(directory);
        if (files.isEmpty()) {
            List<AuditEvent> faults = kept.map(before -> List.of(found("the log " + before.log()
                                    + ", which had come to record " + before.seq()
                                    + ", is not here: it was removed, or this home was restored without it")
                            .with(Events.GRAVE, true)
                            .with("before", before.text())))
                    .orElse(List.of());
            return new Found(Optional.empty(), faults, 1, false);
        }
        Path last = files.get(files.size() - 1);
        long number = AuditFiles.number(last);
        Tail tail = Tail.of(last);
        if (tail.head().seq() == 0 && files.size() > 1) { // a crash between making a file and its first record
            tail = Tail.of(files.get(files.size() - 2));
            return new Found(Optional.of(tail), faults(tail, kept), number, false);
        }
        if (tail.head().seq() == 0) {
            return new Found(Optional.empty(), List.of(), number, false);
        }
        List<AuditEvent> faults = faults(tail, kept);
        boolean sound = tail.fault().isEmpty();
        return new Found(Optional.of(tail), faults, sound ? number : number + 1, sound);
    }

    private static List<AuditEvent> faults(Tail tail, Optional<Head> kept) {
        List<AuditEvent> faults = new ArrayList<>();
        tail.fault()
                .ifPresent(
                        why -> faults.add(found("the chain is broken: " + why).with(Events.GRAVE, true)));
        if (tail.torn() > 0) {
            faults.add(found("the last record was not written whole, as after a crash; it is cut off")
                    .with("bytes", tail.torn()));
        }
        kept.filter(before -> !before.log().equals(tail.head().log())
                        || before.seq() > tail.head().seq())
                .ifPresent(before ->
                        faults.add(found("the log ends before the record that the store remembers: it was cut short")
                                .with(Events.GRAVE, true)
                                .with("remembered", before.text())
                                .with("found", tail.head().text())));
        faults.forEach(fault -> LOG.error("audit log: {}", fault.details()));
        return faults;
    }

    private static AuditEvent found(String what) {
        return AuditEvent.of(Kind.AUDIT, Events.FOUND, AuditEvent.NODE).with("problem", what);
    }

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
    public record Position(long ledger, java.util.Map<String, Long> arrivals) {}

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
        return head;
    }

    /** The last checkpoint signed since the start, as a JWS: for someone outside to keep. */
    public Optional<String> lastCheckpoint() {
        return lastCheckpoint;
    }

    /** Records that could not be written since the start. */
    public long failures() {
        return failures.sum();
    }

    Marks marks() {
        return marks;
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
                Pending first = waiting.poll(untilCheckpoint().toMillis(), TimeUnit.MILLISECONDS);
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
                write(events);
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

    // What fails here is tried again with the next records.
    private void keepOrder(boolean last) {
        try {
            boolean full = length >= options.fileBytes();
            if (unsigned > 0 && (last || full || isCheckpointDue())) {
                checkpoint();
            }
            if (full && !last) {
                number++;
                LogFile next = opener.open(AuditFiles.file(directory, number));
                file.close();
                file = next;
                begin();
                dropOld();
            }
            if (last) {
                file.close();
            }
        } catch (IOException | RuntimeException failed) {
            failures.increment();
            LOG.error("audit log: {}", failed.toString());
        }
    }

    private boolean isCheckpointDue() {
        return unsigned >= options.checkpointRecords()
                || !clock.instant().isBefore(signedAt.plus(options.checkpointEvery()));
    }

    private Duration untilCheckpoint() {
        Duration left = Duration.between(clock.instant(), signedAt.plus(options.checkpointEvery()));
        return left.isNegative() || left.isZero() ? options.checkpointEvery() : left;
    }

    private void begin() throws IOException {
        length = 0;
        keyId = "";
        AuditEvent event = AuditEvent.of(Kind.AUDIT, Events.FILE, AuditEvent.NODE)
                .with("log", head.log())
                .with("file", number);
        write(List.of(marks.addTo(withKey(event))));
    }

    private AuditEvent withKey(AuditEvent event) {
        try {
            PublicKey key = signer.publicKey();
            return event.with("alg", signer.algorithm())
                    .with("kid", Jws.keyId(key))
                    .with("pem", pem(key));
        } catch (GeneralSecurityException unusable) {
            LOG.error("audit log: the signing key cannot be used: {}", unusable.getMessage());
            return event.with("problem", "the signing key cannot be used");
        }
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Writes records and makes them durable; if it fails, none of them is there. */
    private void write(List<AuditEvent> events) throws IOException {
        var bytes = new ByteArrayOutputStream(events.size() * 400);
        Head at = head;
        Marks marked = marks;
        String key = keyId;
        for (AuditEvent event : events) {
            byte[] line = line(at, event);
            bytes.writeBytes(line);
            at = new Head(at.log(), at.seq() + 1, AuditLine.hash(line));
            marked = after(marked, event);
            key = event.details().get("kid") instanceof String named && event.kind() == Kind.AUDIT ? named : key;
        }
        byte[] all = bytes.toByteArray();
        try {
            file.write(length, all);
        } catch (IOException failed) {
            reopen(failed);
            throw failed;
        }
        length += all.length;
        unsigned += events.size();
        marks = marked;
        keyId = key;
        head = at;
    }

    private byte[] line(Head before, AuditEvent event) {
        try {
            return AuditLine.of(before, clock.instant(), event);
        } catch (IllegalArgumentException tooLong) {
            return AuditLine.of(
                    before,
                    clock.instant(),
                    AuditEvent.of(event.kind(), event.event(), event.who())
                            .with("problem", "its details are too long"));
        }
    }

    private static Marks after(Marks before, AuditEvent event) {
        Object ledger = event.details().get(Marks.LEDGER);
        if (event.kind() == Kind.AUDIT) {
            return before;
        }
        if (ledger instanceof Long id) {
            return before.withLedger(id);
        }
        return event.details().get(Marks.THROUGH) instanceof Long through
                        && event.details().get(Marks.COLLECTION) instanceof String collection
                ? before.withArrival(collection, through)
                : before;
    }

    // A channel that failed once may fail for ever, though the disk has room again.
    private void reopen(IOException failed) {
        try {
            file.close();
            file = opener.open(AuditFiles.file(directory, number));
        } catch (IOException again) {
            failed.addSuppressed(again);
        }
    }

    private void checkpoint() throws IOException {
        try {
            if (!Jws.keyId(signer.publicKey()).equals(keyId)) {
                write(List.of(withKey(AuditEvent.of(Kind.AUDIT, Events.KEY, AuditEvent.NODE))));
            }
            Instant now = clock.instant();
            ObjectNode payload = statement(now).put("seq", head.seq()).put("head", head.hash());
            String jws = Jws.sign(Events.CHECKPOINT_TYPE, payload, signer);
            write(List.of(marks.addTo(AuditEvent.of(Kind.AUDIT, Events.CHECKPOINT, AuditEvent.NODE)
                    .with("jws", jws))));
            unsigned = 0;
            signedAt = now;
            lastCheckpoint = Optional.of(jws);
            LOG.debug("audit log: checkpoint at record {}: {}", head.seq(), jws);
        } catch (GeneralSecurityException unusable) {
            LOG.error("audit log: no checkpoint could be signed: {}", unusable.getMessage());
        }
    }

    private ObjectNode statement(Instant now) {
        return JsonNodeFactory.instance.objectNode().put("log", head.log()).put("time", now.toString());
    }

    private void dropOld() throws IOException {
        List<Path> files = AuditFiles.in(directory);
        long bytes = 0;
        for (Path each : files) {
            bytes += Files.size(each);
        }
        List<Path> old = new ArrayList<>();
        Instant oldest = clock.instant().minus(options.keep());
        for (Path each : files.subList(0, files.size() - 1)) {
            boolean tooOld = Files.getLastModifiedTime(each).toInstant().isBefore(oldest);
            if (!tooOld && bytes <= options.keepBytes()) {
                break;
            }
            old.add(each);
            bytes -= Files.size(each);
        }
        if (!old.isEmpty()) {
            drop(old);
        }
    }

    /** That they were dropped is signed and durable before the first of them goes. */
    private void drop(List<Path> old) throws IOException {
        Tail last = Tail.of(old.get(old.size() - 1));
        ObjectNode payload = statement(clock.instant())
                .put("through", last.head().seq())
                .put("head", last.head().hash())
                .put("until", last.last().toString());
        try {
            String jws = Jws.sign(Events.DROPPED_TYPE, payload, signer);
            write(List.of(AuditEvent.of(Kind.AUDIT, Events.DROPPED, AuditEvent.NODE)
                    .with("through", last.head().seq())
                    .with("head", last.head().hash())
                    .with(
                            "files",
                            old.stream()
                                    .map(each -> each.getFileName().toString())
                                    .toList())
                    .with("jws", jws)));
        } catch (GeneralSecurityException unusable) {
            throw new IOException("old files stay, since their end cannot be signed", unusable);
        }
        for (Path each : old) {
            Files.deleteIfExists(each);
        }
        PrivateFiles.syncDirectory(directory);
        LOG.info(
                "audit log: records up to {} are dropped by the rule of retention",
                last.head().seq());
    }

    @SuppressWarnings("NullAway") // a CompletableFuture<Void> has no other value
    private static Void none() {
        return null;
    }
}
