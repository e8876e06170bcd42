package io.tidings.node.agreement;

import io.tidings.node.yaml.YamlValue;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file's name and the name in it are one, so that whoever lists the directory sees who has access. */
final class FileNames {
    static final String ENDING = ".yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private FileNames() {}

    static void check(YamlValue name, Path file) {
        String fileName = file.getFileName().toString();
        String expected = fileName.substring(0, fileName.length() - ENDING.length());
        if (!name.text("").equals(expected) && !name.isMistaken()) {
            name.mistake(expected + ", as the file is called");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The file of {@code name} in {@code directory}.
     *
     * @throws IllegalArgumentException if {@code name} could lead elsewhere
     */
    static Path file(Path directory, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of small letters, digits and hyphens, at most 63: " + name);
        }
        return directory.resolve(name + ENDING);
    }
}
