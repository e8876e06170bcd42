package io.tidings.node.recall;

import io.tidings.node.provenance.ChainForm;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.identifier.StixId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds whose word a recall is: by keys first, and then towards what is held. Safe from any thread; blocks. */
final class RecallJudge {
    private final Store store;
    private final KeyBook keys;
    private final ChainVerifier verifier;

    /** @param keys those of others, and not this node's own */
    RecallJudge(Store store, KeyBook keys, ChainVerifier verifier) {
        this.store = store;
        this.keys = keys;
        this.verifier = verifier;
    }

    /** Whose statements some are. */
    Word hear(List<Statement> statements, Instant received) {
        return Word.of(statements, keys, received);
    }

    /** Whether the issuer made what is held, or is authoritative for who did. */
    boolean isCreator(Recall recall, Entry entry) {
        boolean named = entry.head()
                .createdByRef()
                .map(StixId::value)
                .filter(recall.origin().identities()::contains)
                .isPresent();
        return named
                || recall.origin()
                        .issuer()
                        .filter(issuer -> author(entry).filter(issuer::equals).isPresent())
                        .isPresent();
    }

    private Optional<String> author(Entry entry) {
        Optional<StoredChain> chain = Optional.ofNullable(
                store.chains(entry.collection(), entry.added(), entry.added()).get(entry.added()));
        Instant received =
                store.provenance(entry).stream().findFirst().map(Receipt::at).orElse(Instant.MAX);
        return chain.flatMap(kept -> new ChainForm().chain(kept))
                .flatMap(each -> verifier.verify(each, received).author())
                .map(TrustedKey::holder);
    }

    /** Whether someone whose word it is gave what is held. */
    boolean isGiver(Recall recall, Entry entry) {
        return store.provenance(entry).stream()
                .map(Receipt::source)
                .anyMatch(recall.origin().givers()::contains);
    }

    /** Whether others gave it as well. */
    boolean isGivenByOthers(Recall recall, Entry entry) {
        return store.provenance(entry).stream()
                .map(Receipt::source)
                .anyMatch(source -> !recall.origin().givers().contains(source));
    }
}
