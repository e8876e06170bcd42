package io.tidings.node.operations;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A backup that is asked for.
 *
 * @param to the file to be written; absolute, on the machine of the node, and not there yet
 * @param withKeys whether the node's keystore and secrets go into it: without them it makes no node, and gives none away
 * @param encryptTo the holder of any one of these certificates' keys can read it; where there is none, anyone can
 */
public record BackupOrder(Path to, boolean withKeys, List<X509Certificate> encryptTo) {
    public BackupOrder {
        encryptTo = List.copyOf(encryptTo);
    }

    /** One that is not encrypted. */
    public static BackupOrder plain(Path to, boolean withKeys) {
        return new BackupOrder(to, withKeys, List.of());
    }
}
