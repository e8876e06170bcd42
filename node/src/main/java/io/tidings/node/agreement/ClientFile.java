package io.tidings.node.agreement;

import io.tidings.node.file.PrivateFiles;
import io.tidings.node.yaml.MistakesException;
import io.tidings.node.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Writes and removes {@code clients/NAME.yaml} for the command line. A running node takes it up by itself. */
public final class ClientFile {
    private ClientFile() {}

    /**
     * Writes {@code client}, whole or not at all; its {@link Client#agreement} is not looked at.
     *
     * @param directory the home's {@code clients/}
     * @return the file
     * @throws FileAlreadyExistsException if there is one: what a person wrote in it is not overwritten
     * @throws MistakesException if the file would not be accepted; nothing is written
     */
    public static Path write(Path directory, Client client) throws IOException, MistakesException {
        Path file = FileNames.file(directory, client.name());
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString(), null, "there is a client of this name");
        }
        byte[] bytes = text(client).getBytes(StandardCharsets.UTF_8);
        new ClientReader(new Warnings(Set.of())).read(file, bytes).document().orThrow();
        PrivateFiles.createDirectory(directory);
        PrivateFiles.write(file, bytes);
        return file;
    }

    /** Removes the client, and with it its access. Returns whether there was one. */
    public static boolean remove(Path directory, String name) throws IOException {
        return Files.deleteIfExists(FileNames.file(directory, name));
    }

    private static String text(Client client) {
        var yaml = new StringBuilder("# A program that may use this node: all access that it has stands here.\n");
        yaml.append("client: ").append(YamlText.of(client.name())).append('\n');
        yaml.append("authentication:                        # any one of these suffices\n");
        client.passwordHash().ifPresent(hash -> line(yaml, "password-hash", '"' + hash.encoded() + '"'));
        client.tokenHash().ifPresent(hash -> line(yaml, "token-hash", '"' + hash.encoded() + '"'));
        if (!client.pins().isEmpty()) {
            yaml.append("  pins:\n");
            client.pins().stream()
                    .sorted()
                    .forEach(pin ->
                            yaml.append("    - ").append(YamlText.of(pin)).append('\n'));
        }
        if (!client.addresses().isEmpty()) {
            yaml.append("addresses: ")
                    .append(YamlText.list(client.addresses()))
                    .append("  # it may come from these only\n");
        }
        if (client.emptyObjectsList()) {
            yaml.append("empty-objects-list: yes                # an empty page says {\"objects\": []}\n");
        }
        client.requestsPerMinute()
                .ifPresent(most ->
                        yaml.append("requests-per-minute: ").append(most).append('\n'));
        GrantText.append(
                yaml,
                "                                  # what it may read\n",
                client.reads(),
                client.writes(),
                client.deletes());
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append("  ").append(key).append(": ").append(value).append('\n');
    }
}
