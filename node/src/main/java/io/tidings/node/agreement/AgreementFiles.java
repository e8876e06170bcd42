package io.tidings.node.agreement;

import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.YamlValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files {@code peers/*.yaml}, {@code clients/*.yaml} and, beside them, {@code signers/*.yaml}, read and checked as a
 * whole.
 *
 * <p>Names that begin with a dot are left alone: editors and {@link io.tidings.node.file.PrivateFiles} draft there.
 */
final class AgreementFiles {
    private static final int MOST_BYTES = 1 << 20;

    private final Path peers;
    private final Path clients;
    private final Path signers;

    AgreementFiles(Path peers, Path clients) {
        this.signers = peers.resolveSibling("signers");
        this.peers = peers;
        this.clients = clients;
    }

    /** @param collections those that this node has */
    Loaded load(Set<String> collections) throws IOException {
        var warnings = new Warnings(collections);
        List<Entry<Peer>> readPeers = read(peers, new PeerReader(warnings)::read);
        List<Entry<Client>> readClients = read(clients, new ClientReader(warnings)::read);
        List<Entry<Signer>> readSigners = read(signers, SignerReader::read);
        checkPins(readPeers, readClients);
        checkKeys(readSigners);
        List<Mistake> mistakes = Stream.<Entry<?>>concat(
                        Stream.<Entry<?>>concat(readPeers.stream(), readClients.stream()), readSigners.stream())
                .flatMap(entry -> entry.document().mistakes().stream())
                .toList();
        AgreementBook book = book(
                readPeers.stream().map(Entry::value).toList(),
                readClients.stream().map(Entry::value).toList(),
                readSigners.stream().map(Entry::value).toList());
        return new Loaded(mistakes.isEmpty() ? Optional.of(book) : Optional.empty(), mistakes, warnings.found());
    }

    /** {@code old} without those whose files are gone. */
    AgreementBook withoutRemoved(AgreementBook old) {
        return book(
                old.peers().stream().filter(p -> exists(peers, p.name())).toList(),
                old.clients().stream().filter(c -> exists(clients, c.name())).toList(),
                old.signers().stream().filter(s -> exists(signers, s.name())).toList());
    }

    /** Changes whenever a file is added, removed, replaced or written to. */
    String state() throws IOException {
        var state = new StringBuilder();
        for (Path directory : List.of(peers, clients, signers)) {
            for (Path file : list(directory)) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    state.append(file)
                            .append(' ')
                            .append(attributes.lastModifiedTime())
                            .append(' ');
                    state.append(attributes.size())
                            .append(' ')
                            .append(attributes.fileKey())
                            .append('\n');
                } catch (NoSuchFileException e) {
                    state.append(file).append(" gone\n");
                }
            }
        }
        return state.toString();
    }

    private static boolean exists(Path directory, String name) {
        return Files.exists(directory.resolve(name + FileNames.ENDING));
    }

    private static <T> List<Entry<T>> read(Path directory, BiFunction<Path, byte[], Entry<T>> reader)
            throws IOException {
        List<Entry<T>> entries = new ArrayList<>();
        for (Path file : list(directory)) {
            bytes(file).ifPresent(bytes -> entries.add(reader.apply(file, bytes)));
        }
        return entries;
    }

    // Removed since it was listed is as if it had never been.
    private static Optional<byte[]> bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(MOST_BYTES + 1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + FileNames.ENDING)) {
            for (Path file : found) {
                if (!file.getFileName().toString().startsWith(".")) {
                    files.add(file);
                }
            }
        }
        files.sort(null);
        return files;
    }

    // With one pin in two files it would be chance whose grants a request gets.
    private static void checkPins(List<Entry<Peer>> peers, List<Entry<Client>> clients) {
        Map<String, Path> owners = new HashMap<>();
        Stream.<Entry<?>>concat(peers.stream(), clients.stream()).forEach(entry -> {
            for (YamlValue pin : entry.pins()) {
                Path file = entry.document().file();
                Path owner = owners.putIfAbsent(pin.text("").toLowerCase(java.util.Locale.ROOT), file);
                if (owner != null && !owner.equals(file)) {
                    pin.mistake("a pin of its own; " + owner.getFileName() + " has this one");
                }
            }
        });
    }

    // A key proves who one is: it cannot be two organisations'.
    private static void checkKeys(List<Entry<Signer>> signers) {
        Map<String, Path> owners = new HashMap<>();
        for (Entry<Signer> entry : signers) {
            for (SignerKey key : entry.value().keys()) {
                Path file = entry.document().file();
                Path owner = owners.putIfAbsent(key.key().thumbprint(), file);
                if (owner != null) {
                    entry.document()
                            .root()
                            .get("signing-keys")
                            .mistake("keys of its own; " + owner.getFileName() + " has "
                                    + key.key().thumbprint());
                }
            }
        }
    }

    private static AgreementBook book(List<Peer> peers, List<Client> clients, List<Signer> signers) {
        var versions = new TreeMap<String, String>();
        peers.forEach(peer -> versions.put("peers/" + peer.name(), peer.agreement()));
        clients.forEach(client -> versions.put("clients/" + client.name(), client.agreement()));
        signers.forEach(signer -> versions.put("signers/" + signer.name(), signer.toString()));
        String all = versions.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue() + "\n")
                .collect(Collectors.joining());
        return new AgreementBook(peers, clients, signers, Pins.sha256(all.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * What was found.
     *
     * @param book empty where there are mistakes
     */
    record Loaded(Optional<AgreementBook> book, List<Mistake> mistakes, List<Mistake> warnings) {}
}
