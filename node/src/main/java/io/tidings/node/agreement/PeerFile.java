package io.tidings.node.agreement;

import io.tidings.node.file.PrivateFiles;
import io.tidings.node.yaml.MistakesException;
import io.tidings.node.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes and removes {@code peers/NAME.yaml} for the command line. A running node takes it up by itself. */
public final class PeerFile {
    private PeerFile() {}

    /**
     * Writes the agreement with {@code peer}, whole or not at all; its {@link Peer#agreement} is not looked at.
     *
     * @param directory the home's {@code peers/}
     * @return the file
     * @throws FileAlreadyExistsException if there is one: what a person wrote in it is not overwritten
     * @throws MistakesException if the file would not be accepted; nothing is written
     */
    public static Path write(Path directory, Peer peer) throws IOException, MistakesException {
        Path file = FileNames.file(directory, peer.name());
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString(), null, "there is an agreement with this peer");
        }
        byte[] bytes = text(peer).getBytes(StandardCharsets.UTF_8);
        new PeerReader(new Warnings(Set.of())).read(file, bytes).document().orThrow();
        PrivateFiles.createDirectory(directory);
        PrivateFiles.write(file, bytes);
        return file;
    }

    /** Removes the agreement, and with it the peer's access. Returns whether there was one. */
    public static boolean remove(Path directory, String name) throws IOException {
        return Files.deleteIfExists(FileNames.file(directory, name));
    }

    /**
     * Moves the agreement with {@code name} to {@code to}, and with that ends the peer's access.
     *
     * @throws IOException if there is none, or it cannot be moved; it is where it was then
     */
    public static void putAway(Path directory, String name, Path to) throws IOException {
        PrivateFiles.write(to, Files.readAllBytes(FileNames.file(directory, name)));
        remove(directory, name);
        PrivateFiles.syncDirectory(directory);
    }

    /**
     * Replaces the pins in the agreement with {@code peer}; everything else in the file stays as a person wrote it.
     *
     * @param peer as it was read from the file
     * @param pins at least one
     * @return the file as it was before
     * @throws IOException also if the file is written in a way that a program should not change; it is left as it is
     */
    public static byte[] replacePins(Path directory, Peer peer, Set<String> pins)
            throws IOException, MistakesException {
        Path file = FileNames.file(directory, peer.name());
        byte[] before = Files.readAllBytes(file);
        Optional<byte[]> after = PinEdit.withPins(file, peer, pins);
        if (after.isEmpty()) {
            throw new IOException(file + " is written in a way that is better changed by hand; its identity.pins should"
                    + " be: " + String.join(", ", new TreeSet<>(pins)));
        }
        PrivateFiles.write(file, after.get());
        return before;
    }

    private static String text(Peer peer) {
        var yaml = new StringBuilder("# The agreement with this peer: all access that it has stands here.\n");
        yaml.append("peer: ").append(YamlText.of(peer.name())).append('\n');
        organisation(yaml, peer.organisation());
        identity(yaml, peer);
        terms(yaml, peer);
        GrantText.append(
                yaml,
                "                                  # what they may read here\n",
                peer.reads(),
                peer.writes(),
                peer.deletes());
        if (!peer.follows().isEmpty()) {
            yaml.append("follow:                                # what we take from them\n");
            peer.follows().forEach(follow -> follow(yaml, follow));
        }
        return yaml.toString();
    }

    private static void organisation(StringBuilder yaml, Organisation organisation) {
        yaml.append("organisation:\n");
        line(yaml, "name", YamlText.of(organisation.name()));
        organisation.uscc().ifPresent(uscc -> line(yaml, "uscc", '"' + uscc + '"'));
        organisation.role().ifPresent(role -> line(yaml, "role", YamlText.of(role)));
        if (!organisation.contacts().isEmpty()) {
            yaml.append("  contacts:\n");
            organisation.contacts().forEach(contact -> {
                yaml.append("    - name: ").append(YamlText.of(contact.name())).append('\n');
                contact.email().ifPresent(email -> line(yaml, "    email", YamlText.of(email)));
                contact.phone().ifPresent(phone -> line(yaml, "    phone", YamlText.of(phone)));
            });
        }
    }

    private static void identity(StringBuilder yaml, Peer peer) {
        yaml.append("identity:\n");
        if (!peer.pins().isEmpty()) {
            yaml.append("  pins:                                # certificate or public key; compare it by voice\n");
            peer.pins().stream().sorted().forEach(pin -> item(yaml, pin));
        }
        peer.ca().ifPresent(ca -> {
            yaml.append("  ca: |\n");
            ca.lines().forEach(each -> yaml.append("    ").append(each).append('\n'));
        });
        peer.caSubject().ifPresent(subject -> line(yaml, "ca-subject", YamlText.of(subject)));
        if (!peer.authoritativeFor().isEmpty()) {
            yaml.append("  authoritative-for:                   # creators whose objects this peer may version\n");
            peer.authoritativeFor().stream()
                    .map(id -> id.value())
                    .sorted()
                    .collect(Collectors.toList())
                    .forEach(id -> item(yaml, id));
        }
    }

    private static void terms(StringBuilder yaml, Peer peer) {
        yaml.append("agreement:\n");
        peer.purpose().ifPresent(purpose -> line(yaml, "purpose", YamlText.of(purpose)));
        if (peer.validFrom().isPresent() || peer.validUntil().isPresent()) {
            yaml.append("  valid:                               # until is the day after the last\n");
            peer.validFrom().ifPresent(from -> line(yaml, "  from", from.toString()));
            peer.validUntil().ifPresent(until -> line(yaml, "  until", until.toString()));
        }
        yaml.append("  onward: ")
                .append(peer.onward() ? "yes" : "no ")
                .append("                          # may what they give us go further?\n");
        peer.requestsPerMinute().ifPresent(most -> line(yaml, "requests-per-minute", most.toString()));
    }

    private static void follow(StringBuilder yaml, Follow follow) {
        yaml.append("  - api-root: ")
                .append(YamlText.of(follow.apiRoot().toString()))
                .append('\n');
        line(yaml, "  collection", YamlText.of(follow.collection()));
        line(yaml, "  into", YamlText.of(follow.into()));
        follow.provenance().ifPresent(from -> line(yaml, "  provenance", YamlText.of(from)));
        line(yaml, "  every", follow.every().toString());
        line(
                yaml,
                "  accept",
                "{max-tlp: " + follow.maxTlp().text()
                        + follow.acceptance()
                                .profile()
                                .map(profile -> ", profile: " + profile.text())
                                .orElse("")
                        + (follow.acceptance().quarantine() ? "" : ", invalid: refuse") + "}");
        follow.objectsPerDay().ifPresent(count -> line(yaml, "  quota", "{objects-per-day: " + count + "}"));
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append("  ").append(key).append(": ").append(value).append('\n');
    }

    private static void item(StringBuilder yaml, String value) {
        yaml.append("    - ").append(YamlText.of(value)).append('\n');
    }
}
