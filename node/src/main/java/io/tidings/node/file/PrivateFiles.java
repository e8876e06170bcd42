package io.tidings.node.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that only their owner can read and write ({@code 0600}, {@code 0700}).
 *
 * <p>Where the file system knows no POSIX permissions they get those of the directory they lie in.
 */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes {@code directory} and its missing parents; one that is there already is closed to others. */
    public static void createDirectory(Path directory) throws IOException {
        if (!isPosix(directory)) {
            Files.createDirectories(directory);
            return;
        }
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
        Files.setPosixFilePermissions(directory, DIRECTORY);
    }

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes {@code bytes} to {@code file}, replacing what is there; on disk when this returns.
     *
     * <p>A reader, or a crash, sees the old file or the new one and nothing between.
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /** As {@link #write(Path, byte[])}, for content that is made while it is written. */
    public static void write(Path file, Content content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("not a file: " + file);
        }
        Path draft = Files.createTempFile(directory, "." + file.getFileName(), ".new", ownerOnly(directory));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        syncDirectory(directory);
    }

    /**
     * Writes a file that nobody is to take for finished, replacing what is there; on disk when this returns. If that fails
     * nothing is left.
     *
     * @throws DraftLeftException if it fails, and what was written cannot be removed
     */
    public static void writeDraft(Path draft, Content content) throws IOException {
        Files.deleteIfExists(draft);
        Path directory = draft.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("not a file: " + draft);
        }
        Files.createFile(draft, ownerOnly(directory));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (IOException | RuntimeException failed) {
            try {
                Files.delete(draft);
            } catch (IOException left) { // also that it is not there: its device is gone, with what was written
                throw new DraftLeftException(draft, failed, left);
            }
            throw failed;
        }
    }

    /** Gives a draft its name; a crash leaves one or the other. */
    public static void finishDraft(Path draft, Path file) throws IOException {
        move(draft, file);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            syncDirectory(directory);
        }
    }

    /** Whether someone other than the owner may read or write {@code path}; false where that cannot be told. */
    public static boolean isOpenToOthers(Path path) throws IOException {
        if (!isPosix(path)) {
            return false;
        }
        return Files.getPosixFilePermissions(path).stream().anyMatch(p -> !DIRECTORY.contains(p));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes what was renamed in a directory durable; Windows cannot open one and needs no such thing. */
    public static void syncDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path near) {
        return isPosix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
