package io.tidings.node.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Peer;
import java.util.ArrayList;
import java.util.List;

/** Compares a contract with what this node knows: with whom it is, and what it says otherwise than our own file does. */
final class Sides {
    private final Contracts.Us us;

    Sides(Contracts.Us us) {
        this.us = us;
    }

    /** The peer that a contract is with; one side must be this node. */
    Peer otherSide(AgreementBook book, Contract contract) {
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
                    .orElseThrow(() -> new Contracts.ContractException("no peer here has a pin that it names"));
        }
        boolean withUs = false;
        for (JsonNode each : with.path("pins")) {
            withUs |= each.asText().equals(pin);
        }
        if (!withUs) {
            throw new Contracts.ContractException("it is not with this node: its \"with\" has other pins than " + pin);
        }
        return book.peers().stream()
                .filter(peer -> peer.pins().contains(from.path("certificate").asText()))
                .findFirst()
                .orElseThrow(() -> new Contracts.ContractException("no peer here has the pin of "
                        + from.path("organisation").asText() + ", "
                        + from.path("certificate").asText()));
    }

    /** Whether this node exported it, perhaps under a certificate that was renewed since. */
    boolean isOurs(Contract contract) {
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
    List<String> differences(Peer peer, Contract contract) {
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

    /** Of the terms of our own file about a peer, as they are now. */
    String digest(Peer peer) {
        return Terms.digest(Terms.of(peer, us.organisation(), us.pin().get()));
    }
}
