package io.tidings.node.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is of a log when a node starts.
 *
 * @param tail its end; absent if there is no record
 * @param faults what is wrong with it, to be recorded in it
 * @param number of the file in which it goes on
 * @param sameFile whether that is the one in which it ends
 */
record FoundLog(Optional<Tail> tail, List<AuditEvent> faults, long number, boolean sameFile) {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /**
     * @param kept the head that the store remembers: a log that ends before it was cut short
     * @throws IOException if it cannot be read
     */
    static FoundLog look(Path directory, Optional<Head> kept) throws IOException {
        List<Path> files = AuditFiles.in(directory);
        if (files.isEmpty()) {
            List<AuditEvent> faults = kept.map(before -> List.of(found("the log " + before.log()
                                    + ", which had come to record " + before.seq()
                                    + ", is not here: it was removed, or this home was restored without it")
                            .with(Events.GRAVE, true)
                            .with("before", before.text())))
                    .orElse(List.of());
            return new FoundLog(Optional.empty(), faults, 1, false);
        }
        Path last = files.get(files.size() - 1);
        long number = AuditFiles.number(last);
        Tail tail = Tail.of(last);
        if (tail.head().seq() == 0 && files.size() > 1) { // a crash between making a file and its first record
            tail = Tail.of(files.get(files.size() - 2));
            return new FoundLog(Optional.of(tail), faults(tail, kept), number, false);
        }
        if (tail.head().seq() == 0) {
            return new FoundLog(Optional.empty(), List.of(), number, false);
        }
        List<AuditEvent> faults = faults(tail, kept);
        boolean sound = tail.fault().isEmpty();
        return new FoundLog(Optional.of(tail), faults, sound ? number : number + 1, sound);
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
}
