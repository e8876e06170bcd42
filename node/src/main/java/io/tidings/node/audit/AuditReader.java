package io.tidings.node.audit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records for people and for export, without verifying them. */
public final class AuditReader {
    private static final Logger LOG = LoggerFactory.getLogger(AuditReader.class);

    private AuditReader() {}

    /**
     * Which records.
     *
     * @param since inclusive; {@code until} exclusive
     * @param kinds empty means all
     */
    public record Choice(Optional<Instant> since, Optional<Instant> until, Set<Kind> kinds) {
        public Choice {
            kinds = Set.copyOf(kinds);
        }

        boolean takes(AuditRecord record) {
            return since.filter(record.time()::isBefore).isEmpty()
                    && until.map(record.time()::isBefore).orElse(true)
                    && (kinds.isEmpty()
                            || Kind.parse(record.kind()).filter(kinds::contains).isPresent());
        }
    }

    /** Takes a record and its line, as it stands in the file, with its line break. */
    @FunctionalInterface
    public interface Taker {
        void take(AuditRecord record, byte[] line) throws IOException;
    }

    /**
     * Passes over the records chosen. A line that is no record is left out; verifying tells of it.
     *
     * @param files in their order; one that goes meanwhile by the rule of retention is passed over
     * @throws IOException if one cannot be read, or from {@code taker}
     */
    public static void read(List<Path> files, Choice choice, Taker taker) throws IOException {
        for (Path file : files) {
            try (LineReader lines = new LineReader(file)) {
                for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                    if (LineReader.isWhole(line.get())) {
                        take(line.get(), choice, taker);
                    }
                }
            } catch (NoSuchFileException gone) {
                LOG.debug("{} went by the rule of retention", gone.getFile());
            }
        }
    }

    private static void take(byte[] line, Choice choice, Taker taker) throws IOException {
        AuditRecord record;
        try {
            record = AuditLine.parse(line);
        } catch (NotARecordException broken) {
            return;
        }
        if (choice.takes(record)) {
            taker.take(record, line);
        }
    }
}
