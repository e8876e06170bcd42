package io.tidings.node.config;

import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory that holds everything of one node.
 *
 * <pre>
 * tidings.yaml     configuration
 * keystore.p12     key and certificate
 * storage-keys.p12 what wraps the store's data keys, where the store encrypts
 * signing-keys.json keys with which the node seals what it takes in
 * signers/         keys of others, by which their seals are known
 * secrets/         passwords and keys, each in a file of its own
 * peers/           one agreement for each peer
 * clients/         one file for each client
 * audit/           the audit log
 * left/            agreements that ended, with signed records
 * store-made       says that there is a store in data/
 * data/            the store
 * run/             what a running node leaves for the commands that talk to it
 * logs/            log files
 * </pre>
 */
public record NodeHome(Path directory) {
    public NodeHome {
        directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Makes the directories that are missing and closes all of them to other users (0700 where POSIX permissions
     * exist).
     */
    public void create() throws IOException {
        PrivateFiles.createDirectory(directory);
        for (Path each : List.of(secrets(), peers(), clients(), signers(), audit(), left(), data(), run(), logs())) {
            PrivateFiles.createDirectory(each);
        }
    }

    /** Whether a node was initialised here. */
    public boolean exists() {
        return Files.isRegularFile(configuration());
    }

    public Path configuration() {
        return directory.resolve("tidings.yaml");
    }

    public Path keystore() {
        return directory.resolve("keystore.p12");
    }

    /** Apart from {@link #keystore}, which operators replace with their certificates. */
    public Path storageKeys() {
        return directory.resolve("storage-keys.p12");
    }

    /** Apart from {@link #keystore}, which proves who connects and is replaced more often. */
    public Path signingKeys() {
        return directory.resolve("signing-keys.json");
    }

    public Path signers() {
        return directory.resolve("signers");
    }

    public Path secrets() {
        return directory.resolve("secrets");
    }

    public Path peers() {
        return directory.resolve("peers");
    }

    public Path clients() {
        return directory.resolve("clients");
    }

    public Path audit() {
        return directory.resolve("audit");
    }

    public Path left() {
        return directory.resolve("left");
    }

    public Path data() {
        return directory.resolve("data");
    }

    /** Apart from {@link #data}, which may be a file system of its own that is not mounted. */
    public Path storeMade() {
        return directory.resolve("store-made");
    }

    public Path run() {
        return directory.resolve("run");
    }

    public Path logs() {
        return directory.resolve("logs");
    }
}
