package io.tidings.node.agreement;

import io.tidings.node.file.PrivateFiles;
import io.tidings.node.yaml.MistakesException;
import io.tidings.node.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and removes {@code signers/NAME.yaml} for the command line. A running node takes it up by itself. */
public final class SignerFile {
    private SignerFile() {}

    /**
     * Writes the keys of {@code signer}, whole or not at all, in place of those that there were.
     *
     * @param directory the home's {@code signers/}
     * @return the file
     * @throws MistakesException if the file would not be accepted; nothing is written
     */
    public static Path write(Path directory, Signer signer) throws IOException, MistakesException {
        Path file = FileNames.file(directory, signer.name());
        byte[] bytes = text(signer).getBytes(StandardCharsets.UTF_8);
        SignerReader.read(file, bytes).document().orThrow();
        PrivateFiles.createDirectory(directory);
        PrivateFiles.write(file, bytes);
        return file;
    }

    /** Returns whether there was one. */
    public static boolean remove(Path directory, String name) throws IOException {
        return Files.deleteIfExists(FileNames.file(directory, name));
    }

    private static String text(Signer signer) {
        var yaml =
                new StringBuilder("# The keys by which the seals of this organisation are known (docs/provenance.md)."
                        + " Written from its card.\n");
        yaml.append("signer: ").append(YamlText.of(signer.name())).append('\n');
        yaml.append("organisation:\n  name: ")
                .append(YamlText.of(signer.organisation().name()))
                .append('\n');
        signer.organisation()
                .uscc()
                .ifPresent(uscc -> yaml.append("  uscc: \"").append(uscc).append("\"\n"));
        if (!signer.authoritativeFor().isEmpty()) {
            yaml.append(
                    "authoritative-for:                     # creators whose objects it may version, by its seal\n");
            signer.authoritativeFor().stream()
                    .map(id -> id.value())
                    .sorted()
                    .forEach(id -> yaml.append("  - ").append(id).append('\n'));
        }
        yaml.append("signing-keys:\n");
        signer.keys().forEach(key -> key(yaml, key));
        return yaml.toString();
    }

    private static void key(StringBuilder yaml, SignerKey key) {
        String begin = "  - ";
        for (var member : key.key().jwk().entrySet()) {
            yaml.append(begin)
                    .append(member.getKey())
                    .append(": \"")
                    .append(member.getValue())
                    .append("\"\n");
            begin = "    ";
        }
        yaml.append("    from: \"").append(key.from()).append("\"\n");
        key.until().ifPresent(at -> yaml.append("    until: \"").append(at).append("\"\n"));
        key.revoked().ifPresent(at -> yaml.append("    revoked: \"").append(at).append("\"\n"));
    }
}
