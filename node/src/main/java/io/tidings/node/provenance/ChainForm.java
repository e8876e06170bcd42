package io.tidings.node.provenance;

import io.tidings.node.seal.Chain;
import io.tidings.node.seal.Link;
import io.tidings.node.seal.SealPart;
import io.tidings.node.store.StoredChain;
import io.tidings.node.store.StoredSeal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chains as the store keeps them. One for each batch, whose objects share seals; for one thread. */
public final class ChainForm {
    private final Map<SealPart, StoredSeal> stored = new HashMap<>();
    private final Map<StoredSeal, SealPart> parts = new HashMap<>();

    public StoredChain stored(Chain chain, Optional<String> note) {
        List<StoredChain.Link> links = chain.links().stream()
                .map(link -> new StoredChain.Link(
                        stored.computeIfAbsent(link.part(), part -> new StoredSeal(part.encoded())),
                        link.place(),
                        link.salt()))
                .toList();
        return new StoredChain(chain.object(), links, note);
    }

    /** A note alone: what came with the object did not hold. */
    public static StoredChain note(String note) {
        return new StoredChain(new byte[0], List.of(), Optional.of(note));
    }

    /** Empty where only a note is kept. */
    public Optional<Chain> chain(StoredChain kept) {
        if (kept.links().isEmpty()) {
            return Optional.empty();
        }
        List<Link> links = kept.links().stream()
                .map(link -> new Link(
                        parts.computeIfAbsent(link.seal(), seal -> SealPart.decode(seal.content())),
                        link.place(),
                        link.salt()))
                .toList();
        return Optional.of(Chain.of(kept.object(), links));
    }
}
