package io.tidings.node.contentpackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tidings.node.config.PackageSettings;
import io.tidings.node.config.PackageSettings.Inbox;
import io.tidings.node.config.PackageSettings.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLookTest {
    private static final Duration EVERY = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private static PackageSettings settings(List<Inbox> inboxes, List<Outbox> outboxes) {
        PackageSettings none = PackageSettings.DEFAULT;
        return new PackageSettings(
                none.validity(), none.signing(), none.timeStamp(), none.timeStampAuthorities(), inboxes, outboxes);
    }

    private static Inbox inbox(Path folder, Optional<Path> acknowledgeTo) {
        return new Inbox(folder, EVERY, Optional.empty(), acknowledgeTo, false);
    }

    private static Outbox outbox(Path folder) {
        return new Outbox(folder, EVERY, "bank-b", "indicators", List.of(), true);
    }

    private static List<String> problems(Inbox inbox) {
        return FolderLook.problems(settings(List.of(inbox), List.of()));
    }

    @Test
    void foldersThatAreThereAreNothingToTalkAbout() throws IOException {
        Path in = Files.createDirectory(directory.resolve("in"));
        Path out = Files.createDirectory(directory.resolve("out"));
        Files.createDirectory(in.resolve("failed"));
        Files.createFile(in.resolve("new.tidings"));
        assertThat(FolderLook.problems(
                        settings(List.of(inbox(in, Optional.of(out))), List.of(outbox(out), outbox(out)))))
                .isEmpty();
    }

    @Test
    void eachFolderThatIsMissingIsNamedWithItsSettingAndWhatToDo() {
        Path in = directory.resolve("in");
        Path back = directory.resolve("back");
        Path out = directory.resolve("out");
        String cure = "; make it, or mount the device";
        assertThat(FolderLook.problems(settings(List.of(inbox(in, Optional.of(back))), List.of(outbox(out)))))
                .containsExactly(
                        "there is no folder " + in + " (packages.inbox)" + cure,
                        "there is no folder " + back + " (packages.inbox, acknowledge-to)" + cure,
                        "there is no folder " + out + " (packages.outbox)" + cure);
    }

    @Test
    void aFileWhereAFolderIsMeantIsNoFolder() throws IOException {
        Path file = Files.createFile(directory.resolve("in"));
        assertThat(problems(inbox(file, Optional.empty())))
                .singleElement()
                .asString()
                .startsWith("there is no folder " + file);
    }

    @Test
    void aFolderThatCannotBeWrittenIntoIsTold() throws IOException {
        Path in = Files.createDirectory(
                directory.resolve("in"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(in), "the superuser may write anywhere");
        assertThat(problems(inbox(in, Optional.empty())))
                .singleElement()
                .asString()
                .contains("nothing can be written into " + in, "; give it to the user the node runs as");
    }

    @Test
    void ofWhatWasSetAsideThePackagesAreCountedAndNotTheirReports() throws IOException {
        Path in = Files.createDirectory(directory.resolve("in"));
        Path failed = Files.createDirectory(in.resolve("failed"));
        for (String each : List.of("a.tidings", "a.tidings.txt", "b.tidings", "b.tidings.txt", "notes")) {
            Files.createFile(failed.resolve(each));
        }
        assertThat(problems(inbox(in, Optional.empty())))
                .singleElement()
                .asString()
                .startsWith("2 files that could not be taken lie in " + failed)
                .endsWith("; read the report (.txt) beside each, then remove both");
        Files.delete(failed.resolve("a.tidings"));
        Files.delete(failed.resolve("b.tidings"));
        assertThat(problems(inbox(in, Optional.empty()))).isEmpty();
    }
}
