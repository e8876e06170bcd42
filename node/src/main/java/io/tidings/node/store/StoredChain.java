package io.tidings.node.store;

import java.util.List;
import java.util.Optional;

/**
 * The signed provenance of an entry as it is kept.
 *
 * @param object digest of the object; empty where there are no links
 * @param links of the chain; may be none, where there is a note only
 * @param note why the provenance that came with the object is not kept
 */
public record StoredChain(byte[] object, List<Link> links, Optional<String> note) {
    public StoredChain {
        links = List.copyOf(links);
    }

    /** Where an object is in what a seal covers. */
    public record Link(StoredSeal seal, int place, byte[] salt) {}
}
