package io.tidings.node.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one file that was to be imported.
 *
 * @param outcome {@code taken}; {@code repeated}, if it was taken before; {@code acknowledgement}; {@code refused}; or
 *     {@code waiting}, if one before it is missing, or the sender's objects of a day are used up
 * @param partner who signed it, as we know it
 * @param collection of this node, into which it went
 * @param serial in its chain; 0 where it has none
 * @param findings why it was not taken, each with what to do
 * @param notBefore RFC 3339, from when on it can be taken, if that is known of one that waits
 */
public record PackageImportReport(
        String file,
        String outcome,
        Optional<String> partner,
        Optional<String> collection,
        long serial,
        long objects,
        long stored,
        long alreadyHeld,
        long claimed,
        long quarantined,
        long refused,
        List<String> findings,
        Optional<String> notBefore) {
    public static final String TAKEN = "taken";
    public static final String REPEATED = "repeated";
    public static final String ACKNOWLEDGEMENT = "acknowledgement";
    public static final String REFUSED = "refused";
    public static final String WAITING = "waiting";

    public PackageImportReport {
        findings = List.copyOf(findings);
    }

    /** One that waits for no certain time. */
    public PackageImportReport(
            String file,
            String outcome,
            Optional<String> partner,
            Optional<String> collection,
            long serial,
            long objects,
            long stored,
            long alreadyHeld,
            long claimed,
            long quarantined,
            long refused,
            List<String> findings) {
        this(
                file,
                outcome,
                partner,
                collection,
                serial,
                objects,
                stored,
                alreadyHeld,
                claimed,
                quarantined,
                refused,
                findings,
                Optional.empty());
    }

    /** One of which nothing was taken. */
    public static PackageImportReport without(
            String file, String outcome, Optional<String> partner, long serial, List<String> findings) {
        return new PackageImportReport(file, outcome, partner, Optional.empty(), serial, 0, 0, 0, 0, 0, 0, findings);
    }

    /** The same, of one that can be taken from a time on. */
    public PackageImportReport until(Optional<Instant> from) {
        return new PackageImportReport(
                file,
                outcome,
                partner,
                collection,
                serial,
                objects,
                stored,
                alreadyHeld,
                claimed,
                quarantined,
                refused,
                findings,
                from.map(Instant::toString));
    }

    /** Whether nothing is left to be done about the file. */
    public boolean isDone() {
        return outcome.equals(TAKEN) || outcome.equals(REPEATED) || outcome.equals(ACKNOWLEDGEMENT);
    }
}
