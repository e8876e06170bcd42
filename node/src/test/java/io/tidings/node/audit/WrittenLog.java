package io.tidings.node.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A log in a directory, written as a node does, to be tampered with. */
final class WrittenLog {
    static final AuditOptions OPTIONS =
            new AuditOptions(1 << 20, 1 << 30, Duration.ofDays(400), 10, Duration.ofMinutes(5));

    final Path directory;
    final TestKey key;
    private final Clock clock;

    WrittenLog(Path directory, TestKey key, Clock clock) {
        this.directory = directory;
        this.key = key;
        this.clock = clock;
    }

    AuditLog open(AuditOptions options, Optional<Head> kept) throws IOException {
        return open(options, kept, LogFile::onDisk);
    }

    AuditLog open(AuditOptions options, Optional<Head> kept, LogFile.Opener opener) throws IOException {
        return AuditLog.open(
                new LogWriter.Folder(directory, opener),
                options,
                new AuditLog.Outfit(key.signer(), () -> new UUID(1, 2), clock),
                new AuditLog.Known(kept, () -> new AuditLog.Position(0, Map.of())));
    }

    /** Writes {@code count} records one by one and closes; returns the end. */
    Head write(AuditOptions options, int count) throws IOException {
        AuditLog log = open(options, Optional.empty());
        for (int i = 0; i < count; i++) {
            log.require(event(i));
        }
        log.close();
        return log.head();
    }

    static AuditEvent event(int number) {
        return AuditEvent.of(Kind.SHARING, "page", "peer:bank-b")
                .with("number", number)
                .with("text", "with \"quotes\", a\nline break and 中文");
    }

    List<Path> files() throws IOException {
        return AuditFiles.in(directory);
    }

    /** All lines, with their line breaks. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files()) {
            Files.readAllLines(file).forEach(line -> lines.add(line + "\n"));
        }
        return lines;
    }

    /** Puts {@code lines} in place of all files. */
    void replace(List<String> lines) throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.writeString(AuditFiles.file(directory, 1), String.join("", lines));
    }

    Verification verify() throws IOException {
        return AuditVerifier.verify(
                files(), new AuditVerifier.Expected(true, Optional.empty(), List.of(), Set.of(key.id())));
    }

    Verification verify(AuditVerifier.Expected expected) throws IOException {
        return AuditVerifier.verify(files(), expected);
    }
}
