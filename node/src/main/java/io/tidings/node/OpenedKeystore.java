package io.tidings.node;

import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;

/**
 * The node's keystore, opened. That takes a good part of a start, since its password is stretched.
 *
 * @param lastModified of the file as it was opened, or before
 */
record OpenedKeystore(NodeIdentity identity, FileTime lastModified) {
    /** @throws IOException if it cannot be read, the password is wrong, or there is no key in it; the message says which */
    static OpenedKeystore open(NodeHome home, Secrets secrets) throws IOException, GeneralSecurityException {
        // Asked first: a file that is replaced meanwhile is found newer at the next look.
        FileTime lastModified = Files.getLastModifiedTime(home.keystore());
        return new OpenedKeystore(NodeIdentity.open(home.keystore(), secrets.keystorePassword()), lastModified);
    }

    /** From where a node gets it. */
    interface Source {
        OpenedKeystore open(Secrets secrets) throws IOException, GeneralSecurityException;
    }
}
