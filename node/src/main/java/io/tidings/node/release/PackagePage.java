package io.tidings.node.release;

import io.tidings.node.store.LogPage;
import io.tidings.node.store.StoredChain;
import io.tidings.node.store.StoredSeal;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.taxii.server.backend.PageEnd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One page of objects for a content package.
 *
 * @param sheets its objects in their order; several only where their provenance is long
 * @param markings the marking definitions that they refer to
 * @param definitions those that are among them
 */
public record PackagePage(List<Sheet> sheets, PageEnd end, Set<StixId> markings, Set<StixId> definitions) {
    /** In the ledger. */
    public static final String CHANNEL = "package";

    private static final long ENOUGH_BYTES = 16L << 20;
    private static final int LINK_BYTES = 500; // with ten nodes of the tree, which few need

    /**
     * Objects that go together.
     *
     * @param runs one object each, or several joined by commas
     * @param count of objects
     * @param chains one for each object; none where there is no signed provenance of it
     */
    public record Sheet(List<ByteSlice> runs, int count, List<Optional<StoredChain>> chains) {
        public Sheet {
            runs = List.copyOf(runs);
            chains = List.copyOf(chains);
        }
    }

    public PackagePage {
        sheets = List.copyOf(sheets);
        markings = Set.copyOf(markings);
        definitions = Set.copyOf(definitions);
    }

    public int count() {
        return sheets.stream().mapToInt(Sheet::count).sum();
    }

    /** @param chains by stamp */
    static PackagePage of(Selected page, Map<Long, StoredChain> chains) {
        Set<StixId> markings = new HashSet<>();
        Set<StixId> definitions = new HashSet<>();
        for (LogPage.Item item : page.items()) {
            Head head = item.entry().head();
            markings.addAll(head.objectMarkingRefs());
            for (GranularMarking each : head.granularMarkings()) {
                each.markingRef().ifPresent(markings::add);
            }
            if (head.type().equals("marking-definition")) {
                definitions.add(head.id());
            }
        }
        return new PackagePage(sheets(page, chains), page.end(), markings, definitions);
    }

    /** Where each object has seals of its own, a page's provenance is far longer than its objects. */
    private static List<Sheet> sheets(Selected page, Map<Long, StoredChain> stored) {
        List<Sheet> sheets = new ArrayList<>();
        List<Optional<StoredChain>> chains = new ArrayList<>();
        Set<StoredSeal> seals = new HashSet<>();
        long bytes = 0;
        int begun = 0;
        for (int at = 0; at < page.items().size(); at++) {
            Optional<StoredChain> chain = chain(page.items().get(at), stored);
            chains.add(chain);
            if (chain.isPresent()) {
                for (StoredChain.Link link : chain.get().links()) {
                    bytes += LINK_BYTES + (seals.add(link.seal()) ? link.seal().content().length : 0);
                }
            }
            if (bytes >= ENOUGH_BYTES || at == page.items().size() - 1) {
                Selected part = new Selected(page.items().subList(begun, at + 1), page.end());
                sheets.add(new Sheet(part.runs(), part.items().size(), chains));
                chains.clear();
                seals.clear();
                bytes = 0;
                begun = at + 1;
            }
        }
        return sheets;
    }

    private static Optional<StoredChain> chain(LogPage.Item item, Map<Long, StoredChain> stored) {
        // Seals are over the whole object: of one that is given in part they prove nothing, and their digest tells.
        boolean whole = item.bytes().length() == item.entry().length();
        StoredChain chain = whole ? stored.get(item.entry().added()) : null;
        return chain == null || chain.links().isEmpty() ? Optional.empty() : Optional.of(chain);
    }
}
