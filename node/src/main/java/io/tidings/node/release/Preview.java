package io.tidings.node.release;

import io.tidings.stix.identifier.StixId;
import java.util.Map;

/** What a principal would get of a collection, in entries, and what is withheld from it by which rule. */
public record Preview(long given, Map<Decision.Rule, Count> withheld) {
    public Preview {
        withheld = Map.copyOf(withheld);
    }

    /** @param example one of the entries counted, with its explanation */
    public record Count(long entries, StixId example, String explanation) {
        Count plus(Count other) {
            return new Count(entries + other.entries, example, explanation);
        }
    }
}
