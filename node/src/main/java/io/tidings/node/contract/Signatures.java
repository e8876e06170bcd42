package io.tidings.node.contract;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.contract.ContractReport.Signature;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the signatures under contracts, by the keys of the day. */
final class Signatures {
    private static final String HOLDS = "holds";
    private static final String DOES_NOT_HOLD = "does not hold";

    private final KeyBook own;
    private final Clock clock;

    /** @param own keys of this node; those of others are in the book of agreements */
    Signatures(KeyBook own, Clock clock) {
        this.own = own;
        this.clock = clock;
    }

    /** Who signed, and whether that holds. */
    List<Signature> of(AgreementBook book, Contract contract) {
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

    /** Whether someone, {@code own} or {@code peer:bank-b}, has signed so that it holds. */
    static boolean areOf(List<Signature> signatures, String who) {
        return signatures.stream()
                .anyMatch(each -> each.who().equals(who) && each.verdict().equals(HOLDS));
    }

    /** The first under which there is another text than was signed. */
    static Optional<Signature> broken(List<Signature> signatures) {
        return signatures.stream()
                .filter(each -> each.verdict().equals(DOES_NOT_HOLD))
                .findFirst();
    }
}
