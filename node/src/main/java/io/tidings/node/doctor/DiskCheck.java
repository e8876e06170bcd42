package io.tidings.node.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Room on the disks of data/ and run/, and whether one may write there. */
final class DiskCheck {
    private static final String CHECK = "disk";
    private static final int PLENTY = 4;
    private static final byte[] SOME_BYTES = new byte[4096];

    private DiskCheck() {}

    static List<Finding> findings(List<Path> directories, long floorBytes) {
        List<Finding> findings = new ArrayList<>();
        directories.stream().filter(Files::isDirectory).forEach(each -> findings.add(look(each, floorBytes)));
        return findings;
    }

    private static Finding look(Path directory, long floorBytes) {
        try {
            Path probe = Files.createTempFile(directory, ".doctor", ".tmp");
            try {
                Files.write(probe, SOME_BYTES);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException full) {
            return Finding.fault(
                    CHECK,
                    "cannot write into " + directory + ": " + full,
                    "make room; if there is room, look at owner, permissions, quota, and whether it is mounted"
                            + " read-only");
        }
        long free = directory.toFile().getUsableSpace();
        String found = Sizes.text(free) + " free for " + directory;
        if (free < floorBytes) {
            return Finding.fault(
                    CHECK,
                    found + ", less than limits.disk-floor of " + Sizes.text(floorBytes),
                    "make room or move the home to a larger disk: until then the node takes nothing in");
        }
        return free < PLENTY * floorBytes ? Finding.warning(CHECK, found, "make room soon") : Finding.ok(CHECK, found);
    }
}
