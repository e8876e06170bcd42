package io.tidings.node.contract;

import java.util.List;
import java.util.Optional;

/**
 * The contract with a peer, for the operator.
 *
 * @param version of the terms; 0 where nothing was ever exported or accepted
 * @param hash of the terms of our own file, without the version
 * @param state {@code unsigned}, {@code signed-by-us}, {@code signed-by-them}, {@code signed}; {@code changed} where our file
 *     says something else than what was signed
 * @param validUntil day after the last, of our file
 * @param signatures whose they are, and whether they hold
 * @param differences between what was accepted and our own file, in words
 * @param text of the contract; absent in a list
 */
public record ContractReport(
        String peer,
        int version,
        String hash,
        String state,
        Optional<String> validUntil,
        List<Signature> signatures,
        List<String> differences,
        Optional<String> text) {
    public ContractReport {
        signatures = List.copyOf(signatures);
        differences = List.copyOf(differences);
    }

    /**
     * One signature.
     *
     * @param who {@code own}, {@code peer:bank-b}, or {@code unknown}
     * @param verdict {@code holds}, {@code does not hold}, {@code key not known here}, {@code key revoked}
     */
    public record Signature(String key, String who, String verdict) {}
}
