package io.tidings.node.backup;

import io.tidings.node.operations.BackupReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A restore that is done.
 *
 * @param replaced where what lay in the home before is now
 */
public record RestoreReport(BackupReport backup, Path home, Instant restoredAt, Optional<Path> replaced) {}
