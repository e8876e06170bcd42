package io.tidings.node.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.contract.ContractReport.Signature;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The contracts with peers, in the folder {@code contracts/}: one file for each version of the terms, {@code PEER-vN.json},
 * kept for ever. Safe from any thread; blocks on files.
 */
public final class Contracts {
    private static final String OWN = "own";

    private final Us us;
    private final Supplier<Optional<PrivateSealKey>> key;
    private final ContractFolder folder;
    private final Sides sides;
    private final Signatures signatures;

    /** @param pin by which peers know this node now */
    public record Us(Organisation organisation, Supplier<String> pin) {}

    /**
     * @param own keys of this node; those of others are in the book of agreements
     * @param key that this node signs with; absent while it has none
     */
    public Contracts(Path folder, Us us, KeyBook own, Supplier<Optional<PrivateSealKey>> key, Clock clock) {
        this.us = us;
        this.key = key;
        this.folder = new ContractFolder(folder, clock);
        this.sides = new Sides(us);
        this.signatures = new Signatures(own, clock);
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
        return report(book, peer, folder.latest(peer.name()), false);
    }

    /** Whether the terms of a peer's file, as they are now, are signed by both sides. */
    public boolean isSigned(AgreementBook book, Peer peer) {
        return of(book, peer).state().equals("signed");
    }

    /** The terms of a peer's file, to be signed: the version there is if they are unchanged, else a new one. */
    public synchronized ContractReport export(AgreementBook book, Peer peer) {
        String terms = sides.digest(peer);
        Optional<KeptContract> latest = folder.latest(peer.name());
        if (latest.filter(kept -> kept.terms().equals(terms)).isPresent()) {
            return report(book, peer, latest, true);
        }
        ObjectNode json = Terms.of(peer, us.organisation(), us.pin().get());
        json.put(Terms.VERSION, latest.map(KeptContract::version).orElse(0) + 1);
        KeptContract made = new KeptContract(new Contract(json, List.of()), terms);
        folder.keep(peer.name(), made);
        return report(book, peer, Optional.of(made), true);
    }

    /** Signs a contract that this node is a side of. What the other side signed is looked at in {@link #accept}. */
    public synchronized ContractReport sign(AgreementBook book, String text) {
        Contract contract = parse(text);
        Peer peer = sides.otherSide(book, contract);
        requireHonest(book, contract);
        requireSame(peer, contract);
        KeptContract signed = new KeptContract(contract.signed(signingKey()), sides.digest(peer));
        folder.keep(peer.name(), signed);
        return report(book, peer, folder.latest(peer.name()), true);
    }

    /** Whose signatures a contract has; changes nothing. */
    public ContractReport verify(AgreementBook book, String text) {
        Contract contract = parse(text);
        Peer peer = sides.otherSide(book, contract);
        return report(book, peer, Optional.of(new KeptContract(contract, sides.digest(peer))), true);
    }

    /**
     * Takes a contract that the other side has signed, and signs it too.
     *
     * @param anyway though it differs from what our own file says
     */
    public synchronized ContractReport accept(AgreementBook book, String text, boolean anyway) {
        Contract contract = parse(text);
        Peer peer = sides.otherSide(book, contract);
        requireHonest(book, contract);
        if (!Signatures.areOf(signatures.of(book, contract), theirs(peer))) {
            throw new ContractException("it has no signature of " + peer.name()
                    + " that holds: they sign it first, and their keys must be known here (tidings signer list)");
        }
        if (!anyway || sides.isOurs(contract)) { // what we exported is ours to keep to
            requireSame(peer, contract);
        }
        KeptContract accepted = new KeptContract(contract.signed(signingKey()), sides.digest(peer));
        folder.keep(peer.name(), accepted);
        return report(book, peer, folder.latest(peer.name()), true);
    }

    private static String theirs(Peer peer) {
        return "peer:" + peer.name();
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
        Signatures.broken(signatures.of(book, contract)).ifPresent(each -> {
            throw new ContractException(
                    "the signature of " + each.who() + " does not hold: the text was changed after it was signed");
        });
    }

    private void requireSame(Peer peer, Contract contract) {
        List<String> differences = sides.differences(peer, contract);
        if (!differences.isEmpty()) {
            throw new ContractException("it differs from peers/" + peer.name() + ".yaml: "
                    + String.join("; ", differences) + ". Change one of the two"
                    + (sides.isOurs(contract)
                            ? ", or export it again"
                            : "; 'tidings agreement accept --anyway' takes it all the same"));
        }
    }

    private PrivateSealKey signingKey() {
        return key.get()
                .orElseThrow(() -> new ContractException("this node has no signing key in use: set 'provenance.sign:"
                        + " true', or make one with 'tidings signing-key rotate'"));
    }

    private ContractReport report(AgreementBook book, Peer peer, Optional<KeptContract> kept, boolean withText) {
        List<Signature> found =
                kept.map(each -> signatures.of(book, each.contract())).orElse(List.of());
        boolean ours = Signatures.areOf(found, OWN);
        boolean theirs = Signatures.areOf(found, theirs(peer));
        String terms = sides.digest(peer);
        boolean changed = kept.filter(each -> !each.terms().equals(terms)).isPresent();
        String state = changed && (ours || theirs)
                ? "changed"
                : ours && theirs ? "signed" : ours ? "signed-by-us" : theirs ? "signed-by-them" : "unsigned";
        return new ContractReport(
                peer.name(),
                kept.map(KeptContract::version).orElse(0),
                terms,
                state,
                peer.validUntil().map(Object::toString),
                found,
                kept.map(each -> sides.differences(peer, each.contract())).orElse(List.of()),
                withText ? kept.map(each -> each.contract().text()) : Optional.empty());
    }
}
