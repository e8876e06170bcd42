package io.tidings.node.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.contract.ContractReport.Signature;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The contracts with peers, in the folder {@code contracts/}: one file for each version of the terms, {@code PEER-vN.json},
 * kept for ever. Safe from any thread; blocks on files.
 */
public final class Contracts {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FILE = Pattern.compile("(.+)-v([1-9][0-9]{0,5})\\.json");
    private static final String OWN = "own";
    private static final String HOLDS = "holds";
    private static final String DOES_NOT_HOLD = "does not hold";

    private final Path folder;
    private final Us us;
    private final KeyBook own;
    private final Supplier<Optional<PrivateSealKey>> key;
    private final Clock clock;

    /** @param pin by which peers know this node now */
    public record Us(Organisation organisation, Supplier<String> pin) {}

    /**
     * @param own keys of this node; those of others are in the book of agreements
     * @param key that this node signs with; absent while it has none
     */
    public Contracts(Path folder, Us us, KeyBook own, Supplier<Optional<PrivateSealKey>> key, Clock clock) {
        this.folder = folder;
        this.us = us;
        this.own = own;
        this.key = key;
        this.clock = clock;
    }

    /** One version as it is kept. {@code terms} is the digest of our own file's terms when it was. */
    private record Kept(Contract contract, String terms) {
        int version() {
            return contract.version();
        }
    }

    /** Something that cannot be done; the message says why, and what to do. */
    public static final class ContractException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ContractException(String message) {
            super(message);
        }
    }

    /** How the contract with a peer stands. */
    public ContractReport of(AgreementBook book, Peer peer) {
        return report(book, peer, latest(peer.name()), false);
    }

    /** Whether the terms of a peer's file, as they are now, are signed by both sides. */
    public boolean isSigned(AgreementBook book, Peer peer) {
        return of(book, peer).state().equals("signed");
    }

    /** The terms of a peer's file, to be signed: the version there is if they are unchanged, else a new one. */
    public synchronized ContractReport export(AgreementBook book, Peer peer) {
        String terms = digest(peer);
        Optional<Kept> latest = latest(peer.name());
        if (latest.filter(kept -> kept.terms().equals(terms)).isPresent()) {
            return report(book, peer, latest, true);
        }
        ObjectNode json = Terms.of(peer, us.organisation(), us.pin().get());
        json.put(Terms.VERSION, latest.map(Kept::version).orElse(0) + 1);
        Kept made = new Kept(new Contract(json, List.of()), terms);
        keep(peer.name(), made);
        return report(book, peer, Optional.of(made), true);
    }

    /** Signs a contract that this node is a side of. What the other side signed is looked at in {@link #accept}. */
    public synchronized ContractReport sign(AgreementBook book, String text) {
        Contract contract = parse(text);
        Peer peer = otherSide(book, contract);
        requireHonest(book, contract);
        requireSame(peer, contract);
        Kept signed = new Kept(contract.signed(signingKey()), digest(peer));
        keep(peer.name(), signed);
        return report(book, peer, latest(peer.name()), true);
    }

    /** Whose signatures a contract has; changes nothing. */
    public ContractReport verify(AgreementBook book, String text) {
        Contract contract = parse(text);
        Peer peer = otherSide(book, contract);
        return report(book, peer, Optional.of(new Kept(contract, digest(peer))), true);
    }

    /**
     * Takes a contract that the other side has signed, and signs it too.
     *
     * @param anyway though it differs from what our own file says
     */
    public synchronized ContractReport accept(AgreementBook book, String text, boolean anyway) {
        Contract contract = parse(text);
        Peer peer = otherSide(book, contract);
        requireHonest(book, contract);
        String theirs = "peer:" + peer.name();
        if (signatures(book, contract).stream().noneMatch(each -> each.who().equals(theirs) && holds(each))) {
            throw new ContractException("it has no signature of " + peer.name()
                    + " that holds: they sign it first, and their keys must be known here (tidings signer list)");
        }
        if (!anyway || isOurs(contract)) { // what we exported is ours to keep to
            requireSame(peer, contract);
        }
        Kept accepted = new Kept(contract.signed(signingKey()), digest(peer));
        keep(peer.name(), accepted);
        return report(book, peer, latest(peer.name()), true);
    }

    private static Contract parse(String text) {
        try {
            return Contract.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new ContractException(
                    "this is no agreement as 'tidings agreement export' writes it: " + wrong.getMessage());
        }
    }

    private void requireHonest(AgreementBook book, Contract contract) {
        signatures(book, contract).stream()
                .filter(each -> each.verdict().equals(DOES_NOT_HOLD))
                .findFirst()
                .ifPresent(each -> {
                    throw new ContractException("the signature of " + each.who()
                            + " does not hold: the text was changed after it was signed");
                });
    }

    private void requireSame(Peer peer, Contract contract) {
        List<String> differences = differences(peer, contract);
        if (!differences.isEmpty()) {
            throw new ContractException("it differs from peers/" + peer.name() + ".yaml: "
                    + String.join("; ", differences) + ". Change one of the two"
                    + (isOurs(contract)
                            ? ", or export it again"
                            : "; 'tidings agreement accept --anyway' takes it all the same"));
        }
    }

    private PrivateSealKey signingKey() {
        return key.get()
                .orElseThrow(() -> new ContractException("this node has no signing key in use: set 'provenance.sign:"
                        + " true', or make one with 'tidings signing-key rotate'"));
    }

    /** The peer that a contract is with; one side must be this node. */
    private Peer otherSide(AgreementBook book, Contract contract) {
        JsonNode from = contract.terms().path("from");
        JsonNode with = contract.terms().path("with");
        String pin = us.pin().get();
        if (isOurs(contract)) {
            return book.peers().stream()
                    .filter(peer -> names(with.path("pins"), peer)
                            || peer.organisation()
                                    .name()
                                    .equals(with.path("organisation").asText()))
                    .findFirst()
                    .orElseThrow(() -> new ContractException("no peer here has a pin that it names"));
        }
        boolean withUs = false;
        for (JsonNode each : with.path("pins")) {
            withUs |= each.asText().equals(pin);
        }
        if (!withUs) {
            throw new ContractException("it is not with this node: its \"with\" has other pins than " + pin);
        }
        return book.peers().stream()
                .filter(peer -> peer.pins().contains(from.path("certificate").asText()))
                .findFirst()
                .orElseThrow(() -> new ContractException("no peer here has the pin of "
                        + from.path("organisation").asText() + ", "
                        + from.path("certificate").asText()));
    }

    /** Whether this node exported it, perhaps under a certificate that was renewed since. */
    private boolean isOurs(Contract contract) {
        JsonNode from = contract.terms().path("from");
        return from.path("certificate").asText().equals(us.pin().get())
                || from.path("organisation").asText().equals(us.organisation().name())
                        && from.path("uscc")
                                .asText("")
                                .equals(us.organisation().uscc().orElse(""));
    }

    private static boolean names(JsonNode pins, Peer peer) {
        for (JsonNode each : pins) {
            if (peer.pins().contains(each.asText())) {
                return true;
            }
        }
        return false;
    }

    /** What the other side's terms say otherwise than our own file does. */
    private List<String> differences(Peer peer, Contract contract) {
        JsonNode terms = contract.terms();
        if (isOurs(contract)) {
            return digest(peer).equals(Terms.digest(contract.terms()))
                    ? List.of()
                    : List.of("our file has changed since it was exported");
        }
        List<String> differences = new ArrayList<>();
        compare(
                differences,
                "valid until",
                terms.path("valid").path("until").asText(""),
                peer.validUntil().map(Object::toString).orElse(""));
        compare(
                differences,
                "purpose",
                terms.path("purpose").asText(""),
                peer.purpose().orElse(""));
        compare(
                differences,
                "duties",
                texts(terms.path("duties")),
                peer.duties().stream().sorted().toList().toString());
        for (JsonNode taken : terms.path("we-take")) {
            String collection = taken.path("collection").asText();
            boolean isId = collection.length() == 36; // theirs to know by which name we have it
            if (!isId
                    && peer.reads().stream()
                            .noneMatch(grant -> grant.collection().equals(collection))) {
                differences.add("they take " + collection + ", which they may not read here");
            }
        }
        return differences;
    }

    private static String texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts.stream().sorted().toList().toString();
    }

    private static void compare(List<String> differences, String what, String theirs, String ours) {
        if (!theirs.equals(ours)) {
            differences.add(what + ": theirs " + (theirs.isEmpty() ? "(none)" : theirs) + ", ours "
                    + (ours.isEmpty() ? "(none)" : ours));
        }
    }

    private static boolean holds(Signature signature) {
        return signature.verdict().equals(HOLDS);
    }

    private List<Signature> signatures(AgreementBook book, Contract contract) {
        KeyBook others = book.signingKeys();
        List<Signature> signatures = new ArrayList<>();
        for (Statement each : contract.signatures()) {
            Optional<TrustedKey> known = own.find(each.key()).or(() -> others.find(each.key()));
            signatures.add(new Signature(
                    each.key(),
                    known.map(TrustedKey::holder).orElse("unknown"),
                    known.map(by -> verdict(each, by)).orElse("key not known here")));
        }
        return signatures;
    }

    private String verdict(Statement signature, TrustedKey by) {
        if (!signature.isSignedBy(by.key())) {
            return DOES_NOT_HOLD;
        }
        return by.revoked().filter(at -> !clock.instant().isBefore(at)).isPresent() ? "key revoked" : HOLDS;
    }

    private ContractReport report(AgreementBook book, Peer peer, Optional<Kept> kept, boolean withText) {
        List<Signature> signatures =
                kept.map(each -> signatures(book, each.contract())).orElse(List.of());
        boolean ours = signatures.stream().anyMatch(each -> each.who().equals(OWN) && holds(each));
        boolean theirs = signatures.stream().anyMatch(each -> each.who().equals("peer:" + peer.name()) && holds(each));
        String terms = digest(peer);
        boolean changed = kept.filter(each -> !each.terms().equals(terms)).isPresent();
        String state = changed && (ours || theirs)
                ? "changed"
                : ours && theirs ? "signed" : ours ? "signed-by-us" : theirs ? "signed-by-them" : "unsigned";
        return new ContractReport(
                peer.name(),
                kept.map(Kept::version).orElse(0),
                terms,
                state,
                peer.validUntil().map(Object::toString),
                signatures,
                kept.map(each -> differences(peer, each.contract())).orElse(List.of()),
                withText ? kept.map(each -> each.contract().text()) : Optional.empty());
    }

    private String digest(Peer peer) {
        return Terms.digest(Terms.of(peer, us.organisation(), us.pin().get()));
    }

    private Optional<Kept> latest(String peer) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> version(file, peer).stream())
                    .max(Comparator.naturalOrder())
                    .map(version -> read(file(peer, version)));
        } catch (IOException unreadable) {
            throw new ContractException("the contracts in " + folder + " cannot be read: " + unreadable.getMessage());
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

    private static Kept read(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return new Kept(
                    Contract.parse(json.path("contract").toString()),
                    json.path("terms").asText());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ContractException("the contract in " + file + " cannot be read: " + unreadable.getMessage()
                    + "; put it back from a backup, or move it away and sign anew");
        }
    }

    // A version that both signed is never written over by one with fewer signatures.
    private void keep(String peer, Kept kept) {
        Path file = file(peer, kept.version());
        if (Files.exists(file)) {
            Contract before = read(file).contract();
            boolean same = Terms.digest(before.terms())
                    .equals(Terms.digest(kept.contract().terms()));
            if (!same) {
                throw new ContractException("there is another version " + kept.version() + " of the agreement with "
                        + peer + "; the side that exports it next gives it a higher one");
            }
            kept = new Kept(merged(before, kept.contract()), kept.terms());
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
            throw new ContractException("the contract could not be kept in " + file + ": " + unwritable.getMessage());
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
