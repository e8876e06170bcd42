package io.tidings.node.contentpackage;

import io.tidings.node.file.PrivateFiles;
import io.tidings.node.intake.DiskSpace;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's own copies of packages that are taken in, which nobody else can change while they are checked and read. */
final class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    private final Path folder;
    private final DiskSpace disk;

    Copies(Path folder, DiskSpace disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Where a copy may be made. */
    Path place(String name) {
        return folder.resolve(name + PackageMaker.SUFFIX);
    }

    /** @throws OperationException if there is no room for it */
    void make(Path file, Path copy) throws IOException {
        PrivateFiles.createDirectory(folder);
        requireRoom(file);
        PrivateFiles.writeDraft(copy, out -> Files.copy(file, out));
    }

    // Whoever may put a file into an inbox must not be able to fill the disk.
    private void requireRoom(Path file) throws IOException {
        long room = disk.freeBytes();
        if (Files.size(file) > room / 2) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    file + " has " + Files.size(file) + " bytes, and the disk has room for " + room
                            + "; taking it in needs at least twice its size");
        }
    }

    /** Removes all but those that are wanted to go on with. */
    void tidy(Set<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + PackageMaker.SUFFIX)) {
            for (Path each : files) {
                if (!wanted.contains(each)) {
                    remove(each);
                }
            }
        } catch (IOException failed) {
            LOG.warn("copies of packages could not be removed from {}", folder, failed);
        }
    }

    static void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException failed) {
            LOG.warn("the copy {} could not be removed", copy, failed);
        }
    }
}
