package io.tidings.node.intake;

import io.tidings.node.provenance.ChainForm;
import io.tidings.node.seal.Chain;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.Link;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.object.StixObject;
import java.util.List;
import java.util.Optional;

/**
 * Takes this node's own seal away from the end of a chain, for what was kept aside under it and is to be taken in as it
 * came: else this node would be twice on its way.
 */
public final class Unsealing {
    private final KeyBook own;

    /** @param own this node's keys */
    public Unsealing(KeyBook own) {
        this.own = own;
    }

    /** As it came; empty if it came without. */
    public Optional<Chain> of(StoredChain kept) {
        return new ChainForm().chain(kept).flatMap(this::withoutOurs);
    }

    private Optional<Chain> withoutOurs(Chain chain) {
        List<Link> links = chain.links();
        Link last = links.get(links.size() - 1);
        if (own.find(last.seal().key()).isEmpty()) {
            return Optional.of(chain);
        }
        return links.size() == 1
                ? Optional.empty()
                : Optional.of(Chain.of(chain.object(), links.subList(0, links.size() - 1)));
    }

    /** What came with {@code object}, of which the store keeps {@code kept}. */
    public ChainSource source(StixObject object, StoredChain kept) {
        Optional<Assembled> came = of(kept).map(chain -> new Assembled(Optional.of(chain), ""));
        return asked -> asked.bytes().equals(object.bytes()) ? came : Optional.empty();
    }
}
