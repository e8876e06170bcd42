package io.tidings.node.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Patterns of a command line, or of a file with one a line. */
final class PatternInput {
    private static final String INPUT = "-";
    private static final int MOST = 1_000_000;

    private PatternInput() {}

    /** @param file {@code -} for standard input */
    static List<String> read(List<String> given, Optional<String> file, Session session) throws IOException {
        List<String> patterns = new ArrayList<>(given);
        if (file.isPresent()) {
            try (BufferedReader lines = new BufferedReader(open(file.get(), session))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank()) {
                        patterns.add(line);
                    }
                    if (patterns.size() > MOST) {
                        throw new CommandFailure(
                                ExitCode.REFUSED, file.get() + ": more than " + MOST + " patterns; use several files");
                    }
                }
            }
        }
        if (patterns.isEmpty()) {
            throw new CommandFailure(ExitCode.MISTAKE, "give a pattern, or a file of patterns, one a line");
        }
        return patterns;
    }

    private static Reader open(String file, Session session) throws IOException {
        if (file.equals(INPUT)) {
            return new InputStreamReader(session.surroundings().in(), StandardCharsets.UTF_8);
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new NoSuchFileException(file);
        }
        return Files.newBufferedReader(Path.of(file));
    }
}
