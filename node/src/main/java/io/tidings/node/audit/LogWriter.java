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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a log: makes records into lines, signs checkpoints, begins new files and drops old ones. For one thread, but
 * for what says otherwise.
 */
final class LogWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Folder folder;
    private final AuditOptions options;
    private final Signer signer;
    private final Clock clock;
    private LogFile file;
    private long number;
    private long length;
    private volatile Marks marks;
    private String keyId;
    private long unsigned;
    private Instant signedAt;
    private volatile Head head;
    private volatile Optional<String> lastCheckpoint = Optional.empty();

    /** Where the files are. */
    record Folder(Path directory, LogFile.Opener opener) {
        LogFile open(long number) throws IOException {
            return opener.open(AuditFiles.file(directory, number));
        }
    }

    private LogWriter(
            Folder folder, AuditOptions options, AuditLog.Outfit outfit, FoundLog found, Supplier<Marks> beginning)
            throws IOException {
        this.folder = folder;
        this.options = options;
        this.signer = outfit.signer();
        this.clock = outfit.clock();
        this.number = found.number();
        this.file = folder.open(number);
        this.signedAt = clock.instant();
        Optional<Tail> tail = found.tail();
        this.head = tail.map(Tail::head).orElse(new Head("", 0, Head.NOTHING)).named(outfit.uuids());
        this.marks = tail.map(Tail::marks).orElseGet(beginning);
        this.keyId = tail.map(Tail::keyId).orElse("");
        if (found.sameFile()) {
            this.length = tail.map(Tail::length).orElse(0L);
            this.unsigned = tail.filter(Tail::endsWithCheckpoint).isPresent() ? 0 : 1;
        }
    }

    /**
     * Goes on with the log that was found, or begins one.
     *
     * @param beginning where the journal of a new log begins
     */
    static LogWriter open(
            Folder folder, AuditOptions options, AuditLog.Outfit outfit, FoundLog found, Supplier<Marks> beginning)
            throws IOException {
        var writer = new LogWriter(folder, options, outfit, found, beginning);
        if (!found.sameFile()) {
            writer.begin();
        }
        if (!found.faults().isEmpty()) {
            writer.write(found.faults());
        }
        if (!found.sameFile()) {
            writer.checkpoint(); // a log without one would prove nothing until the first is due
        }
        return writer;
    }

    /** Where the log ends, as far as it is on disk. From any thread. */
    Head head() {
        return head;
    }

    /** The last checkpoint signed since the start. From any thread. */
    Optional<String> lastCheckpoint() {
        return lastCheckpoint;
    }

    /** How far the journal has come. From any thread. */
    Marks marks() {
        return marks;
    }

    /**
     * Signs what is due to be signed, and begins a new file where this one is full; what fails is tried again with the next
     * records.
     *
     * @param last whether nothing more comes: it is closed then
     */
    void keepOrder(boolean last) throws IOException {
        boolean full = length >= options.fileBytes();
        if (unsigned > 0 && (last || full || isCheckpointDue())) {
            checkpoint();
        }
        if (full && !last) {
            number++;
            LogFile next = folder.open(number);
            file.close();
            file = next;
            begin();
            dropOld();
        }
        if (last) {
            file.close();
        }
    }

    private boolean isCheckpointDue() {
        return unsigned >= options.checkpointRecords()
                || !clock.instant().isBefore(signedAt.plus(options.checkpointEvery()));
    }

    /** How long until what there is then is to be signed. */
    Duration untilCheckpoint() {
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
    void write(List<AuditEvent> events) throws IOException {
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
            file = folder.open(number);
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
        List<Path> files = AuditFiles.in(folder.directory());
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
        PrivateFiles.syncDirectory(folder.directory());
        LOG.info(
                "audit log: records up to {} are dropped by the rule of retention",
                last.head().seq());
    }
}
