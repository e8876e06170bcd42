package io.tidings.node.backup;

import io.tidings.node.backup.Manifest.Member;
import io.tidings.node.chance.RandomUuids;
import io.tidings.node.cms.OpeningKey;
import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.identity.Secret;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.StorageKeys;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.store.Encryption;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.KeyUnavailableException;
import io.tidings.node.store.Restoration;
import io.tidings.node.store.StoreContents;
import io.tidings.node.store.StoreFiller;
import io.tidings.node.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes a home from a backup. Everything is made and checked in a folder aside; only then does it become a home, its
 * configuration last, so that nothing half restored can be started.
 */
public final class Restore {
    private final Clock clock;
    private final SecureRandom random;

    /** @param random for the epoch that begins */
    public Restore(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Restores {@code file} into {@code home}.
     *
     * @param key what opens it, if it is encrypted
     * @param replace whether to put aside what lies in the home, rather than to refuse; nothing is deleted
     * @throws DamagedBackupException if the file is not as it was written
     * @throws OperationException if the home is not empty, a node runs from it, or the clock cannot be right
     */
    public RestoreReport restore(
            Path file, Optional<OpeningKey> key, NodeHome home, boolean replace, Consumer<Progress> progress)
            throws IOException {
        try (BackupFile backup = BackupFile.open(file, key)) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            requireTime(backup.manifest(), now);
            HomePlace place = HomePlace.open(home, replace, now, random);
            try {
                fill(
                        backup,
                        place.staging(),
                        new Restoration(new RandomUuids(random).get(), now, takenAt(backup)),
                        progress);
            } catch (IOException | RuntimeException failed) {
                giveUp(place, failed);
                throw failed;
            }
            Optional<Path> replaced = place.take();
            return new RestoreReport(backup.report(), home.directory(), now, replaced);
        }
    }

    private static void giveUp(HomePlace place, Exception why) {
        try {
            place.giveUp();
        } catch (IOException leftBehind) {
            why.addSuppressed(leftBehind);
        }
    }

    private static Instant takenAt(BackupFile backup) {
        return backup.manifest().takenAt();
    }

    // New entries must have later stamps than all the lost node gave, or whoever polls by date passes them over.
    private static void requireTime(Manifest manifest, Instant now) {
        if (now.isBefore(manifest.takenAt())) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "the clock of this machine says " + now + ", which is before the backup was taken, "
                            + manifest.takenAt() + "; set it right first: the time decides what followers are given");
        }
    }

    private void fill(BackupFile backup, NodeHome staging, Restoration restoration, Consumer<Progress> progress)
            throws IOException {
        Manifest manifest = backup.manifest();
        Path database = staging.data().resolve("store");
        try (StoreFiller filler = StoreFiller.create(database, manifest.schema())) {
            Set<String> missing = new HashSet<>(filler.tables());
            for (Member member : manifest.members()) {
                if (member.isTable()) {
                    progress.accept(new Progress("restore " + member.table(), 0));
                    backup.read(member, rows -> filler.fill(member.table(), rows));
                    missing.remove(member.table());
                }
            }
            if (!missing.isEmpty()) {
                throw new IOException("the backup has no rows of the tables " + missing);
            }
            filler.finish(restoration);
        }
        for (Member member : manifest.members()) {
            if (!member.isTable()) {
                backup.read(
                        member,
                        content -> PrivateFiles.write(HomeFiles.target(staging, member.name()), content::transferTo));
            }
        }
        progress.accept(new Progress("compare counts", 0));
        compare(manifest, staging, database);
    }

    /** Opens the store as the node will, and counts what it holds; encrypted content whose keys lie elsewhere cannot be. */
    private void compare(Manifest manifest, NodeHome staging, Path database) throws IOException {
        StoreContents restored;
        try (JdbcStore store = open(staging, database)) {
            restored = store.contents();
        } catch (KeyUnavailableException withoutKeys) {
            if (manifest.withKeys()) {
                throw withoutKeys;
            }
            return;
        }
        List<Counted> expected = Counted.of(manifest.contents());
        List<Counted> found = Counted.of(restored);
        if (!expected.equals(found)) {
            throw new IOException("the restored store holds other numbers of entries than the backup says: " + found
                    + " instead of " + expected + "; nothing was restored, report it");
        }
    }

    private JdbcStore open(NodeHome staging, Path database) throws IOException {
        if (!Files.exists(staging.storageKeys())) {
            return JdbcStore.open(StoreOptions.h2(database), clock);
        }
        Secret password = new Secrets(staging.secrets(), random).keystorePassword();
        var keys = new StorageKeys(staging.storageKeys(), password, random);
        return JdbcStore.open(StoreOptions.h2(database), clock, new Encryption(keys, false, random));
    }

    private record Counted(UUID collection, long entries) {
        static List<Counted> of(StoreContents contents) {
            return contents.logs().stream()
                    .map(log -> new Counted(log.id(), log.entries()))
                    .toList();
        }
    }
}
