package io.tidings.node.audit;

import java.time.Duration;

/**
 * How long a log is, and how often it is signed.
 *
 * @param fileBytes at which a new file begins
 * @param keepBytes of all files together; beyond it the oldest go, but never the one being written
 * @param keep age at which a file goes, counted from its last record
 * @param checkpointRecords after which a checkpoint is signed at the latest; likewise {@code checkpointEvery}
 */
public record AuditOptions(
        long fileBytes, long keepBytes, Duration keep, int checkpointRecords, Duration checkpointEvery) {
    private static final long FILE_BYTES = 8L << 20;
    private static final int CHECKPOINT_RECORDS = 1_000;

    /** As the configuration says, with files of 8 MiB. */
    public static AuditOptions of(long keepBytes, Duration keep, Duration checkpointEvery) {
        return new AuditOptions(FILE_BYTES, keepBytes, keep, CHECKPOINT_RECORDS, checkpointEvery);
    }
}
