package io.tidings.node.operations;

import io.tidings.node.operations.Operations.Progress;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes backups; what {@link Operations} needs of it. */
public interface Backups {
    /** As {@link Operations#backup}. */
    BackupReport write(Path to, boolean withKeys, Consumer<Progress> progress);
}
