package io.tidings.node.contentpackage.format;

import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of an update that was checked, laid ready in a folder of their own: all of them or no folder. */
public final class UpdateStage {
    private UpdateStage() {}

    /**
     * @param to the folder; not there yet
     * @throws PackageFaultException if the file was changed after it was checked; nothing is left then
     */
    public static void into(Path to, Checked checked) throws IOException, PackageFaultException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Path draft = to.resolveSibling("." + to.getFileName() + ".part");
        delete(draft);
        try {
            PrivateFiles.createDirectory(draft);
            copy(draft, checked);
            PrivateFiles.finishDraft(draft, to);
        } finally {
            delete(draft);
        }
    }

    private static void copy(Path draft, Checked checked) throws IOException, PackageFaultException {
        try (PackageContent content = PackageContent.of(checked)) {
            for (Optional<String> each = content.nextFile(); each.isPresent(); each = content.nextFile()) {
                Path file = draft.resolve(each.get().substring(Names.file("").length()));
                if (!file.normalize().startsWith(draft)) {
                    throw new PackageFaultException(Fault.MEMBERS, each.get() + " leads out of its folder");
                }
                Files.createDirectories(file.getParent());
                write(file, content);
            }
        }
    }

    private static void write(Path file, PackageContent content) throws IOException, PackageFaultException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.copy(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
