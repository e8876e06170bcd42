package io.tidings.node.release;

import io.tidings.node.store.LogPage;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.taxii.server.backend.PageEnd;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One page of objects for a content package.
 *
 * @param runs one object each, or several joined by commas
 * @param count of objects
 * @param provenance one STIX object each, about them
 * @param markings the marking definitions that they refer to
 * @param definitions those that are among them
 */
public record PackagePage(
        List<ByteSlice> runs,
        int count,
        PageEnd end,
        List<ByteSlice> provenance,
        Set<StixId> markings,
        Set<StixId> definitions) {
    /** In the ledger. */
    public static final String CHANNEL = "package";

    public PackagePage {
        runs = List.copyOf(runs);
        provenance = List.copyOf(provenance);
        markings = Set.copyOf(markings);
        definitions = Set.copyOf(definitions);
    }

    static PackagePage of(Selected page, List<ByteSlice> provenance) {
        Set<StixId> markings = new HashSet<>();
        Set<StixId> definitions = new HashSet<>();
        for (LogPage.Item item : page.items()) {
            Head head = item.entry().head();
            markings.addAll(head.objectMarkingRefs());
            head.granularMarkings().stream()
                    .map(GranularMarking::markingRef)
                    .flatMap(java.util.Optional::stream)
                    .forEach(markings::add);
            if (head.type().equals("marking-definition")) {
                definitions.add(head.id());
            }
        }
        return new PackagePage(page.runs(), page.items().size(), page.end(), provenance, markings, definitions);
    }
}
