package io.tidings.node.backup;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no backup, or not as it was written. The message names the member that shows it. */
public final class DamagedBackupException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedBackupException(Path file, String why) {
        super(file + " is damaged, or no backup: " + why + "; take another copy of it, or another backup");
    }

    DamagedBackupException(Path file, String why, IOException cause) {
        super(file + " is damaged, or no backup: " + why + "; take another copy of it, or another backup", cause);
    }
}
