package io.tidings.stix.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The relationships that the text suggests. A suggestion only: any other is legal (§5.1, S-113).
 *
 * @param targets by source type, then relationship type; classes spelled out. The ones all SDOs and SCOs have
 *     ({@link #forAny()}) are not repeated
 */
public record Relationships(Map<String, Map<String, Set<String>>> targets) {
    private static final Set<String> SAME_TYPE = Set.of("derived-from", "duplicate-of");
    private static final String RELATED_TO = "related-to";

    public Relationships {
        Map<String, Map<String, Set<String>>> copy = new LinkedHashMap<>();
        targets.forEach((source, types) -> {
            Map<String, Set<String>> inner = new LinkedHashMap<>();
            types.forEach((type, ends) -> inner.put(type, Collections.unmodifiableSet(new LinkedHashSet<>(ends))));
            copy.put(source, Collections.unmodifiableMap(inner));
        });
        targets = Collections.unmodifiableMap(copy);
    }

    /** The relationship types that every SDO and SCO has (§3.7). */
    public Set<String> forAny() {
        return Set.of("derived-from", "duplicate-of", RELATED_TO);
    }

    /** Whether the text suggests {@code type} from an object of one type to one of another. */
    public boolean suggests(String source, String type, String target) {
        return type.equals(RELATED_TO)
                || SAME_TYPE.contains(type) && source.equals(target)
                || targets.getOrDefault(source, Map.of())
                        .getOrDefault(type, Set.of())
                        .contains(target);
    }

    /** Whether {@code type} asks for two objects of the same type (§3.7). */
    public boolean needsSameType(String type) {
        return SAME_TYPE.contains(type);
    }
}
