package io.tidings.node.backup;

import io.tidings.node.api.wire.WireException;
import io.tidings.node.backup.Manifest.Member;
import io.tidings.node.operations.BackupReport;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that is being read. For one thread. */
public final class BackupFile implements Closeable {
    private static final int LONGEST_MANIFEST = 16 << 20;
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        this.manifest = readManifest();
    }

    /**
     * Opens a backup and sees that all its members are there.
     *
     * @throws DamagedBackupException if they are not, or this is no backup
     */
    public static BackupFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException broken) {
            throw new DamagedBackupException(
                    file,
                    "its list of members, which is at its end, is not whole (" + broken.getMessage() + ")",
                    broken);
        }
        try {
            BackupFile backup = new BackupFile(file, zip);
            backup.requireMembers();
            return backup;
        } catch (IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    private Manifest readManifest() throws IOException {
        ZipEntry entry = entry(Manifest.NAME);
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(LONGEST_MANIFEST);
        } catch (ZipException broken) {
            throw damaged(Manifest.NAME, "cannot be unpacked", broken);
        }
        // Nothing else says what it should be, and the JDK does not look at the check sum.
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (sum.getValue() != entry.getCrc()) {
            throw damaged(Manifest.NAME, "is not what was written");
        }
        try {
            return Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (WireException wrong) {
            throw damaged(Manifest.NAME, "cannot be used: " + wrong.getMessage());
        }
    }

    private void requireMembers() throws IOException {
        Set<String> named = new HashSet<>();
        for (Member member : manifest.members()) {
            if (!named.add(member.name())) {
                throw damaged(Manifest.NAME, "names " + member.name() + " twice");
            }
            entry(member.name());
        }
        if (zip.size() != named.size() + 1) {
            throw damaged(Manifest.NAME, "names " + named.size() + " members, and there are " + (zip.size() - 1));
        }
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(name, "is missing");
        }
        return entry;
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
        try (InputStream raw = zip.getInputStream(entry(member.name()))) {
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
        zip.close();
    }
}
