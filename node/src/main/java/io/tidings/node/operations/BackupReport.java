package io.tidings.node.operations;

/**
 * A backup that was written, or found whole.
 *
 * @param bytes of the file
 * @param takenAt the moment that it holds, RFC 3339: everything acknowledged before is in it
 * @param withKeys whether the node's keystore and secrets are in it
 * @param encrypted whether a key is needed to read it
 * @param entries of all collections, the node's own included
 */
public record BackupReport(
        String file,
        long bytes,
        String organisation,
        String takenAt,
        boolean withKeys,
        boolean encrypted,
        int collections,
        long entries) {}
