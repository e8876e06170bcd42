package io.tidings.stix.marking;

import io.tidings.stix.identifier.StixId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A marking on parts of an object (STIX 2.1 §7.2.3): either {@code markingRef} or {@code lang}.
 *
 * @param selectors the parts it marks as received, at least one; not checked for form, see {@link Selector}
 */
public record GranularMarking(Optional<StixId> markingRef, Optional<String> lang, List<String> selectors) {
    public GranularMarking {
        selectors = List.copyOf(selectors);
    }

    /** The names of the object's own properties that are marked, in whole or in part. */
    public Set<String> properties() {
        Set<String> properties = new LinkedHashSet<>();
        for (String selector : selectors) {
            Selector.parse(selector).map(Selector::property).ifPresent(properties::add);
        }
        return properties;
    }
}
