package io.tidings.node.backup;

import io.tidings.node.config.NodeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which files of a home make the node, beside its store. What a running node leaves, and logs, do not. */
final class HomeFiles {
    static final String CONFIGURATION = Manifest.HOME + "tidings.yaml";
    /** Not kept: with a new one, cursors of pages from before the restore are answered as no longer good. */
    private static final String CURSOR_KEY = Manifest.HOME + "secrets/cursor-key";

    private static final String KEYSTORE = Manifest.HOME + "keystore.p12";
    private static final String STORAGE_KEYS = Manifest.HOME + "storage-keys.p12";
    private static final String SIGNING_KEYS = Manifest.HOME + "signing-keys.json";
    private static final String SECRETS = Manifest.HOME + "secrets/";

    private HomeFiles() {}

    /** A file and what it is called in a backup. */
    record Named(String name, Path file) {}

    /** @throws IOException if a file has a name that no backup can hold, or a folder cannot be read */
    static List<Named> of(NodeHome home, boolean withKeys) throws IOException {
        List<Named> files = new ArrayList<>();
        add(files, CONFIGURATION, home.configuration());
        if (withKeys) {
            add(files, KEYSTORE, home.keystore());
            if (Files.exists(home.storageKeys())) {
                add(files, STORAGE_KEYS, home.storageKeys());
            }
            if (Files.exists(home.signingKeys())) {
                add(files, SIGNING_KEYS, home.signingKeys());
            }
            addAll(files, SECRETS, home.secrets());
        }
        addAll(files, Manifest.HOME + "peers/", home.peers());
        addAll(files, Manifest.HOME + "clients/", home.clients());
        addAll(files, Manifest.HOME + "signers/", home.signers());
        addAll(files, Manifest.HOME + "revoked/", home.revoked());
        addAll(files, Manifest.HOME + "audit/", home.audit());
        addAll(files, Manifest.HOME + "contracts/", home.contracts());
        addAll(files, Manifest.HOME + "left/", home.left());
        return files;
    }

    private static void addAll(List<Named> files, String prefix, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.sorted(Comparator.comparing(Path::toString)).toList()) {
                String name = prefix + file.getFileName();
                boolean half = file.getFileName().toString().startsWith("."); // being written, or an editor's
                if (Files.isRegularFile(file) && !half && !name.equals(CURSOR_KEY)) {
                    add(files, name, file);
                }
            }
        }
    }

    private static void add(List<Named> files, String name, Path file) throws IOException {
        if (!Manifest.isMemberName(name)) {
            throw new IOException(file + " has a name that no backup can hold; rename it or move it away");
        }
        files.add(new Named(name, file));
    }

    /** Where a member of a backup belongs in a home. */
    static Path target(NodeHome home, String name) {
        return home.directory().resolve(name.substring(Manifest.HOME.length()));
    }
}
