package io.tidings.node.operations;

import io.tidings.node.operations.Operations.Progress;
import java.util.function.Consumer;

/** Writes backups; what {@link Operations} needs of it. */
public interface Backups {
    /** As {@link Operations#backup}. */
    BackupReport write(BackupOrder order, Consumer<Progress> progress);
}
