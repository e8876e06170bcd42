package io.tidings.node.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a log as its last file has it when a node starts.
 *
 * @param length of what is whole in the file
 * @param torn bytes behind it, of a record that a crash cut off
 * @param keyId of the key that the file names last; empty if none
 * @param fault what breaks the chain within the file; empty if nothing does
 */
record Tail(
        Head head,
        Marks marks,
        Instant last,
        long length,
        long torn,
        String keyId,
        boolean endsWithCheckpoint,
        Optional<String> fault) {

    /** @throws IOException if it cannot be read */
    static Tail of(Path file) throws IOException {
        var scan = new Scan();
        try (LineReader lines = new LineReader(file)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (LineReader.isWhole(line.get())) {
                    scan.take(line.get());
                } else {
                    scan.torn += line.get().length;
                }
            }
        }
        return scan.tail();
    }

    private static final class Scan {
        private String log = "";
        private long seq;
        private String hash = Head.NOTHING;
        private Marks marks = Marks.none();
        private Instant last = Instant.EPOCH;
        private long length;
        private long torn;
        private String keyId = "";
        private boolean endsWithCheckpoint;
        private Optional<String> fault = Optional.empty();

        void take(byte[] line) {
            length += line.length;
            try {
                AuditRecord record = AuditLine.parse(line);
                boolean first = seq == 0;
                if (!first
                        && fault.isEmpty()
                        && (record.seq() != seq + 1 || !record.prev().equals(hash))) {
                    fault = Optional.of("record " + record.seq() + " does not follow record " + seq);
                }
                seq = record.seq();
                last = record.time();
                marks = marks.after(record);
                endsWithCheckpoint = record.event().equals(Events.CHECKPOINT);
                if (record.kind().equals(Kind.AUDIT.text()) && record.event().equals(Events.FILE)) {
                    log = record.what().path("log").asText();
                    keyId = record.what().path("kid").asText();
                }
                if (record.event().equals(Events.KEY)) {
                    keyId = record.what().path("kid").asText();
                }
            } catch (NotARecordException broken) {
                fault = fault.or(() -> Optional.of("the line after record " + seq + ": " + broken.why()));
            }
            hash = AuditLine.hash(line);
        }

        Tail tail() {
            return new Tail(new Head(log, seq, hash), marks, last, length, torn, keyId, endsWithCheckpoint, fault);
        }
    }
}
