package io.tidings.node.doctor;

import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The home's files: there, readable, and closed to others where they hold secrets. */
final class HomeCheck {
    private static final String CHECK = "home";

    private HomeCheck() {}

    static List<Finding> findings(NodeHome home) {
        List<Finding> findings = new ArrayList<>();
        for (Path each : List.of(home.directory(), home.secrets(), home.data(), home.run())) {
            if (Files.isDirectory(each)) {
                closed(each, "700", findings);
            } else {
                findings.add(Finding.fault(
                        CHECK, each + " is missing or no directory", "restore it from a copy of this home"));
            }
        }
        for (Path each : List.of(home.keystore(), home.storageKeys(), home.signingKeys())) {
            if (Files.isRegularFile(each)) {
                closed(each, "600", findings);
            }
        }
        secrets(home).forEach(each -> closed(each, "600", findings));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(CHECK, home.directory() + ", for its owner only"));
        }
        return findings;
    }

    private static List<Path> secrets(NodeHome home) {
        try (Stream<Path> files = Files.list(home.secrets())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException missingAndSaidAlready) {
            return List.of();
        }
    }

    private static void closed(Path path, String mode, List<Finding> findings) {
        if (!Files.isReadable(path)) {
            findings.add(Finding.fault(
                    CHECK,
                    path + " cannot be read by this user",
                    "run commands as the user the node runs as, or give the files to it with chown"));
            return;
        }
        try {
            if (PrivateFiles.isOpenToOthers(path)) {
                findings.add(Finding.fault(
                        CHECK, path + " can be read by others than its owner", "chmod " + mode + " " + path));
            }
        } catch (IOException unreadable) {
            findings.add(Finding.fault(
                    CHECK, path + ": its permissions cannot be read: " + unreadable.getMessage(), "look at the disk"));
        }
    }
}
