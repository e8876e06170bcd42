package io.tidings.node.identity;

import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets that a node makes for itself, each in a file of its own that only its owner can read.
 *
 * <p>Each is 256 random bits in base64url. Those that nothing else depends on are made again when they are missing. Not
 * safe for first use by several processes at once: {@code init} makes them all.
 */
public final class Secrets {
    private static final int BYTES = 32;
    private static final int MOST_BYTES = 4096;
    private static final String KEYSTORE_PASSWORD = "keystore-password";

    private final Path directory;
    private final SecureRandom random;

    /** @param directory is made if it is missing */
    public Secrets(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    /** Makes those that are missing. */
    public void createAll() throws IOException {
        readOrMake(KEYSTORE_PASSWORD);
        operatorKey();
        cursorKey();
    }

    /**
     * Opens {@code keystore.p12}.
     *
     * @throws IOException if it is missing: another one would open nothing, and hide what is wrong
     */
    public Secret keystorePassword() throws IOException {
        Path file = directory.resolve(KEYSTORE_PASSWORD);
        if (!Files.exists(file)) {
            throw new IOException(
                    file + " is missing; put back the one that belongs to keystore.p12, both from the same copy");
        }
        return readOrMake(KEYSTORE_PASSWORD);
    }

    /** Shown by commands that talk to the running node. */
    public Secret operatorKey() throws IOException {
        return readOrMake("operator-key");
    }

    /** Authenticates the cursors given to clients as {@code next}; replacing it ends their paging. */
    public Secret cursorKey() throws IOException {
        return readOrMake("cursor-key");
    }

    /** Signs what is posted to the webhook; its receiver has a copy. */
    public Secret webhookKey() throws IOException {
        return readOrMake("webhook-key");
    }

    /**
     * A secret that the operator keeps in a file elsewhere: its first line.
     *
     * @throws IOException if it cannot be read or is empty
     */
    public static Secret inFile(Path file) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        String line =
                new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw new IOException(file + " holds no secret: its first line is empty");
        }
        return new Secret(line);
    }

    private Secret readOrMake(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            PrivateFiles.createDirectory(directory);
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            PrivateFiles.write(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
            return new Secret(text);
        }
        if (PrivateFiles.isOpenToOthers(file)) {
            throw new IOException(file + " can be read by others than its owner, so it may be known to them;"
                    + " close it with 'chmod 600'");
        }
        return inFile(file);
    }
}
