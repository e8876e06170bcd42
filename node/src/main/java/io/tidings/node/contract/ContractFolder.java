package io.tidings.node.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.seal.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of contracts: one for each version, {@code PEER-vN.json}, kept for ever. One thread at a time writes. */
final class ContractFolder {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FILE = Pattern.compile("(.+)-v([1-9][0-9]{0,5})\\.json");

    private final Path folder;
    private final Clock clock;

    ContractFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The newest version with a peer. */
    Optional<KeptContract> latest(String peer) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> version(file, peer).stream())
                    .max(Comparator.naturalOrder())
                    .map(version -> read(file(peer, version)));
        } catch (IOException unreadable) {
            throw new Contracts.ContractException(
                    "the contracts in " + folder + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Optional<Integer> version(Path file, String peer) {
        var match = FILE.matcher(file.getFileName().toString());
        return match.matches() && match.group(1).equals(peer)
                ? Optional.of(Integer.parseInt(match.group(2)))
                : Optional.empty();
    }

    private Path file(String peer, int version) {
        return folder.resolve(peer + "-v" + version + ".json");
    }

    private static KeptContract read(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return new KeptContract(
                    Contract.parse(json.path("contract").toString()),
                    json.path("terms").asText());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Contracts.ContractException("the contract in " + file + " cannot be read: "
                    + unreadable.getMessage() + "; put it back from a backup, or move it away and sign anew");
        }
    }

    /** Keeps a version, with all signatures that it had before: what both signed is never written over by one with fewer. */
    void keep(String peer, KeptContract kept) {
        Path file = file(peer, kept.version());
        if (Files.exists(file)) {
            Contract before = read(file).contract();
            boolean same = Terms.digest(before.terms())
                    .equals(Terms.digest(kept.contract().terms()));
            if (!same) {
                throw new Contracts.ContractException("there is another version " + kept.version()
                        + " of the agreement with " + peer + "; the side that exports it next gives it a higher one");
            }
            kept = new KeptContract(merged(before, kept.contract()), kept.terms());
        }
        try {
            PrivateFiles.createDirectory(folder);
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("terms", kept.terms())
                    .put("kept", clock.instant().toString());
            json.set("contract", JSON.readTree(kept.contract().text()));
            PrivateFiles.write(file, (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unwritable) {
            throw new Contracts.ContractException(
                    "the contract could not be kept in " + file + ": " + unwritable.getMessage());
        }
    }

    private static Contract merged(Contract before, Contract now) {
        List<Statement> all = new ArrayList<>(before.signatures());
        now.signatures().stream()
                .filter(each -> all.stream().noneMatch(known -> known.jws().equals(each.jws())))
                .forEach(all::add);
        return new Contract(now.terms(), all);
    }
}
