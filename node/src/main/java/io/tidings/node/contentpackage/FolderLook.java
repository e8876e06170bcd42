package io.tidings.node.contentpackage;

import io.tidings.node.config.PackageSettings;
import io.tidings.node.config.PackageSettings.Inbox;
import io.tidings.node.config.PackageSettings.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What anybody can see of the folders of transfer devices: whether they are there, and what was set aside in them. */
public final class FolderLook {
    /** In an inbox, where files lie that could not be taken. */
    static final String FAILED = "failed";

    private FolderLook() {}

    /** What is wrong, each with what to do behind the last semicolon; looks at the file system. */
    public static List<String> problems(PackageSettings settings) {
        List<String> problems = new ArrayList<>();
        for (Inbox each : settings.inboxes()) {
            place(each.folder(), "inbox", problems);
            long failed = failed(each.folder().resolve(FAILED));
            if (failed > 0) {
                problems.add(failed + " files that could not be taken lie in "
                        + each.folder().resolve(FAILED)
                        + "; read the report (.txt) beside each, then remove both");
            }
            each.acknowledgeTo().ifPresent(folder -> place(folder, "inbox, acknowledge-to", problems));
        }
        for (Outbox each : settings.outboxes()) {
            place(each.folder(), "outbox", problems);
        }
        return problems;
    }

    private static void place(Path folder, String what, List<String> problems) {
        if (!Files.isDirectory(folder)) {
            problems.add("there is no folder " + folder + " (packages." + what + "); make it, or mount the device");
        } else if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
            problems.add("nothing can be written into " + folder + " (packages." + what
                    + "); give it to the user the node runs as, with chown, or mount it writable");
        }
    }

    private static long failed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(PackageMaker.SUFFIX))
                    .count();
        } catch (IOException unreadable) {
            return 0; // said of the folder above it
        }
    }
}
