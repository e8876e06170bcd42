package io.tidings.node.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What all collections hold of the objects that a transaction touches, its own additions included. Used by the writer's
 * thread alone.
 */
final class KnownVersions {
    private final Map<UUID, List<ObjectVersion>> byKey = new HashMap<>();

    /** Makes the other methods answer for these objects. */
    void learn(Connection connection, ObjectIndex index, Collection<UUID> keys) throws SQLException {
        Set<UUID> unknown = new HashSet<>(keys);
        unknown.removeAll(byKey.keySet());
        if (!unknown.isEmpty()) {
            Map<UUID, List<ObjectVersion>> found = index.find(connection, unknown);
            unknown.forEach(key -> byKey.put(key, found.getOrDefault(key, new ArrayList<>(1))));
        }
    }

    void add(ObjectVersion version) {
        all(version.key()).add(version);
    }

    /** The one entry that a collection has of a version. */
    Optional<ObjectVersion> find(UUID key, int collection, String version) {
        return all(key).stream()
                .filter(held ->
                        held.collection() == collection && held.version().equals(version))
                .findFirst();
    }

    /** The oldest entry of an object over all collections. */
    Optional<ObjectVersion> first(UUID key) {
        return all(key).stream()
                .min(Comparator.comparingLong(ObjectVersion::added).thenComparingInt(ObjectVersion::collection));
    }

    /** What a reader who sees everything gets of an object in a collection. */
    Optional<ObjectVersion> current(UUID key, int collection) {
        return all(key).stream()
                .filter(held -> held.collection() == collection)
                .reduce((best, next) -> next.isPreferredTo(best) ? next : best);
    }

    private List<ObjectVersion> all(UUID key) {
        List<ObjectVersion> versions = byKey.get(key);
        if (versions == null) {
            throw new IllegalStateException("object " + key + " was not looked up");
        }
        return versions;
    }
}
