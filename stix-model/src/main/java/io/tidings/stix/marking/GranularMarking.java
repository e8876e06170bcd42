package io.tidings.stix.marking;

import io.tidings.stix.identifier.StixId;
import java.util.List;
import java.util.Optional;

/**
 * A marking on parts of an object (STIX 2.1 §7.2.3): either {@code markingRef} or {@code lang}.
 *
 * @param selectors the parts it marks, at least one
 */
public record GranularMarking(Optional<StixId> markingRef, Optional<String> lang, List<String> selectors) {
    public GranularMarking {
        selectors = List.copyOf(selectors);
    }
}
