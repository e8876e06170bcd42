package io.tidings.node.operations;

import io.tidings.node.provenance.ChainForm;
import io.tidings.node.provenance.Provenance;
import io.tidings.node.seal.Chain;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.seal.Verification;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoredChain;
import java.time.Instant;
import java.util.Optional;

/**
 * What the signed provenance of entries proves, found out anew with the keys as they are known now: one that was learned
 * since proves more, one that was revoked since counts for what came before.
 */
public final class Proofs {
    private final ChainVerifier verifier;

    public Proofs(ChainVerifier verifier) {
        this.verifier = verifier;
    }

    TraceReport.Proof of(Provenance.Passage passage) {
        Optional<StoredChain> kept = passage.chain();
        Optional<String> note = kept.flatMap(StoredChain::note);
        Optional<Chain> chain = kept.flatMap(new ChainForm()::chain);
        Instant received =
                passage.arrivals().stream().findFirst().map(Receipt::at).orElse(Instant.MAX);
        Verification verification =
                chain.map(each -> verifier.verify(each, received)).orElse(Verification.unsigned());
        return new TraceReport.Proof(
                verdict(verification),
                verification.fault().or(() -> note),
                verification.path().stream().map(Proofs::hop).toList());
    }

    private static String verdict(Verification verification) {
        if (verification.fault().isPresent()) {
            return "broken";
        }
        if (verification.path().isEmpty()) {
            return "unsigned";
        }
        return verification.isVerified() ? "verified" : "doubtful";
    }

    private static TraceReport.Hop hop(Verification.Hop hop) {
        return new TraceReport.Hop(
                hop.step().text(),
                hop.signer().map(TrustedKey::organisation).orElse(hop.claimed().name()),
                hop.signer().map(TrustedKey::holder),
                hop.at().toString(),
                hop.key(),
                hop.doubt());
    }
}
