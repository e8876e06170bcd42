package io.tidings.node.backup;

import io.tidings.node.api.wire.WireException;
import io.tidings.node.backup.Manifest.Member;
import io.tidings.node.cms.OpeningKey;
import io.tidings.node.operations.BackupReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A backup that is being read. For one thread. */
public final class BackupFile implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final Members members;
    private final boolean encrypted;
    private final Manifest manifest;

    private BackupFile(Path file, Members members, boolean encrypted) throws IOException {
        this.file = file;
        this.members = members;
        this.encrypted = encrypted;
        this.manifest = readManifest();
        requireMembers();
    }

    /**
     * Opens a backup and sees that all its members are there.
     *
     * @param key what opens it, if it is encrypted; it is then read to its end
     * @throws DamagedBackupException if they are not, or this is no backup
     * @throws OperationException if it is encrypted and the key is missing, or not the one
     */
    public static BackupFile open(Path file, Optional<OpeningKey> key) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        boolean encrypted = SealedMembers.areIn(file);
        Members members = encrypted ? new SealedMembers(file, required(file, key)) : new PlainMembers(file);
        try {
            return new BackupFile(file, members, encrypted);
        } catch (IOException | RuntimeException failed) {
            members.close();
            throw failed;
        }
    }

    private static OpeningKey required(Path file, Optional<OpeningKey> key) {
        return key.orElseThrow(() -> new OperationException(
                Kind.INVALID, file + " is encrypted; name the private key that opens it with --key"));
    }

    Manifest manifest() {
        return manifest;
    }

    private Manifest readManifest() throws IOException {
        try {
            return Manifest.parse(new String(members.manifest(), StandardCharsets.UTF_8));
        } catch (WireException wrong) {
            throw damaged(Manifest.NAME, "cannot be used: " + wrong.getMessage());
        }
    }

    private void requireMembers() throws IOException {
        Set<String> there = members.names();
        Set<String> named = new HashSet<>();
        for (Member member : manifest.members()) {
            if (!named.add(member.name())) {
                throw damaged(Manifest.NAME, "names " + member.name() + " twice");
            }
            if (!there.contains(member.name())) {
                throw damaged(member.name(), "is missing");
            }
        }
        if (there.size() != named.size() + 1) {
            throw damaged(Manifest.NAME, "names " + named.size() + " members, and there are " + (there.size() - 1));
        }
    }

    /** Reads what a member holds. */
    @FunctionalInterface
    interface Use {
        void of(InputStream content) throws IOException;
    }

    /**
     * Reads a member and sees that it is what was written.
     *
     * @throws DamagedBackupException if it is not; {@code use} may have read all of it by then
     */
    void read(Member member, Use use) throws IOException {
        try (InputStream raw = members.open(member.name())) {
            Digesting.Input in = new Digesting.Input(raw, member.bytes());
            use.of(new BufferedInputStream(in, BUFFER));
            in.transferTo(java.io.OutputStream.nullOutputStream());
            if (!in.is(member)) {
                throw damaged(member.name(), "is not what was written: it has another SHA-256 than in the manifest");
            }
        } catch (DamagedBackupException told) {
            throw told;
        } catch (IOException unreadable) {
            throw damaged(member.name(), "cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Reads everything and compares it with the manifest. */
    public BackupReport check(Consumer<Progress> progress) throws IOException {
        long whole =
                Math.max(1, manifest.members().stream().mapToLong(Member::bytes).sum());
        long entries = manifest.contents().entries();
        long done = 0;
        for (Member member : manifest.members()) {
            read(member, in -> in.transferTo(java.io.OutputStream.nullOutputStream()));
            done += member.bytes();
            progress.accept(new Progress("check " + member.name(), (long) ((double) done / whole * entries)));
        }
        return report();
    }

    BackupReport report() throws IOException {
        return new BackupReport(
                file.toString(),
                Files.size(file),
                manifest.organisation(),
                manifest.takenAt().toString(),
                manifest.withKeys(),
                encrypted,
                manifest.contents().logs().size(),
                manifest.contents().entries());
    }

    private DamagedBackupException damaged(String member, String why) {
        return new DamagedBackupException(file, "its member " + member + " " + why);
    }

    private DamagedBackupException damaged(String member, String why, IOException cause) {
        return new DamagedBackupException(file, "its member " + member + " " + why, cause);
    }

    @Override
    public void close() throws IOException {
        members.close();
    }
}
