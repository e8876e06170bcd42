package io.tidings.node.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The files of a log: {@code 00000001.jsonl} and so on. */
public final class AuditFiles {
    private static final Pattern NAME = Pattern.compile("[0-9]{8}\\.jsonl");
    private static final String ENDING = ".jsonl";

    private AuditFiles() {}

    /** Those in a directory, the oldest first; none where there is no directory. */
    public static List<Path> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : found) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    files.add(file);
                }
            }
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        return files;
    }

    static Path file(Path directory, long number) {
        return directory.resolve("%08d".formatted(number) + ENDING);
    }

    static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }
}
