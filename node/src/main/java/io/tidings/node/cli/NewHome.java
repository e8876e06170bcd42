package io.tidings.node.cli;

import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.KeyKind;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a node's home. */
final class NewHome {
    private final NodeHome home;
    private final Surroundings surroundings;

    NewHome(NodeHome home, Surroundings surroundings) {
        this.home = home;
        this.surroundings = surroundings;
    }

    /** What the home is to hold. {@code hosts} in their order: the first is the public name. */
    record Wishes(String organisation, int clientPort, int peerPort, Set<String> hosts, Init.KeyType keyType) {}

    /**
     * Makes everything, the configuration last: with it the home counts as one.
     *
     * @return the certificate's fingerprint, for people
     */
    String make(Wishes wishes) throws IOException, GeneralSecurityException {
        refuseAnythingThere();
        CertificateSubject subject = subject(wishes);
        boolean made = false;
        try {
            home.create();
            Secrets secrets = new Secrets(home.secrets(), surroundings.random());
            secrets.createAll();
            NodeIdentity identity = NodeIdentity.create(
                    home.keystore(),
                    secrets.keystorePassword(),
                    kind(wishes.keyType()),
                    subject,
                    surroundings.clock(),
                    surroundings.random());
            PrivateFiles.write(home.configuration(), configuration(wishes));
            made = true;
            return identity.fingerprint().pin() + " (aloud: "
                    + identity.fingerprint().spoken() + ")";
        } finally {
            if (!made) {
                removeAll();
            }
        }
    }

    private void refuseAnythingThere() throws IOException {
        Path directory = home.directory();
        if (home.exists()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    directory
                            + " holds a node already, whose keys its peers know; choose another directory with --home");
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new CommandFailure(ExitCode.REFUSED, directory + " is a file; choose a directory with --home");
        }
        if (Files.isDirectory(directory) && !isEmpty(directory)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    directory + " is not empty, though no node is there; choose another directory with --home, or empty"
                            + " it if an init that was interrupted left it");
        }
    }

    private static CertificateSubject subject(Wishes wishes) {
        try {
            return new CertificateSubject(wishes.organisation(), wishes.hosts(), CertificateSubject.TWO_YEARS);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.MISTAKE, "--host: " + e.getMessage(), e);
        }
    }

    static KeyKind kind(Init.KeyType type) {
        return switch (type) {
            case EC -> KeyKind.ECDSA_P256;
            case ED25519 -> KeyKind.ED25519;
            case RSA -> KeyKind.RSA_3072;
        };
    }

    private static byte[] configuration(Wishes wishes) {
        byte[] usual = NodeConfiguration.newFile(wishes.organisation(), wishes.clientPort(), wishes.peerPort());
        if (wishes.hosts().isEmpty()) {
            return usual;
        }
        String host = wishes.hosts().iterator().next();
        String text = new String(usual, StandardCharsets.UTF_8);
        text = withUrl(text, "public-url", host, wishes.clientPort());
        text = withUrl(text, "peer-public-url", host, wishes.peerPort());
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // The default file has each as a comment; a port that is not known yet makes no URL.
    private static String withUrl(String text, String key, String host, int port) {
        if (port == 0) {
            return text;
        }
        String authority = (host.contains(":") ? "[" + host + "]" : host) + (port == 443 ? "" : ":" + port);
        String line = key + ": https://" + authority;
        String filled = text.replaceFirst("(?m)^# " + key + ": .*$", line);
        return filled.equals(text) ? text + "\n" + line + "\n" : filled;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    // Everything below is this attempt's own: the directory was missing or empty.
    private void removeAll() throws IOException {
        if (!Files.isDirectory(home.directory())) {
            return;
        }
        try (Stream<Path> entries = Files.walk(home.directory())) {
            for (Path entry :
                    entries.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!entry.equals(home.directory())) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }
}
