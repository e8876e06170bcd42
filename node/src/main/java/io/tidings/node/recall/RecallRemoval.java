package io.tidings.node.recall;

import io.tidings.node.recall.Recalls.Parts;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes what is recalled out of the logs, in the way of any deletion. Safe from any thread; blocks. */
final class RecallRemoval {
    private final Parts parts;

    RecallRemoval(Parts parts) {
        this.parts = parts;
    }

    /** @param source by whose word, as in a receipt */
    void remove(List<Entry> entries, Recall recall, String source) {
        Map<UUID, List<Entry>> byCollection = entries.stream().collect(Collectors.groupingBy(Entry::collection));
        byCollection.forEach((collection, list) -> parts.intake()
                .remove(
                        collection,
                        list,
                        new Receipt(
                                source,
                                "recall",
                                parts.clock().instant(),
                                Optional.empty(),
                                Optional.of(recall.id().toString()),
                                recall.what().object().value())));
        parts.release().forgetWhatIsQuiet();
    }
}
