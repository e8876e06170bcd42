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
import java.util.function.Predicate;

/**
 * What all collections hold of the objects that a transaction touches, its own additions included. Used by the writer's
 * thread alone.
 */
final class KnownVersions {
    private final Map<UUID, List<ObjectVersion>> byKey = new HashMap<>();

    /** Makes the other methods answer for these objects. */
    void learn(Connection connection, Tables tables, Collection<UUID> keys) throws SQLException {
        Set<UUID> unknown = new HashSet<>(keys);
        unknown.removeAll(byKey.keySet());
        if (!unknown.isEmpty()) {
            Map<UUID, List<ObjectVersion>> found = tables.index().find(connection, unknown);
            for (UUID key : unknown) {
                byKey.put(key, tables.destroyed().without(connection, found.getOrDefault(key, List.of())));
            }
        }
    }

    void add(ObjectVersion version) {
        List<ObjectVersion> more = new ArrayList<>(all(version.key()));
        more.add(version);
        byKey.put(version.key(), more);
    }

    /** An entry that a collection has of a version; the only one where nothing is for some principals only. */
    Optional<ObjectVersion> find(UUID key, int collection, String version) {
        for (ObjectVersion held : all(key)) {
            if (held.collection() == collection && held.version().equals(version)) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** All entries that a collection has of a version: several where they are for different principals. */
    List<ObjectVersion> findAll(UUID key, int collection, String version) {
        return all(key).stream()
                .filter(held ->
                        held.collection() == collection && held.version().equals(version))
                .toList();
    }

    /** The oldest entry of an object, over all collections, that {@code counts}. */
    Optional<ObjectVersion> first(UUID key, Predicate<ObjectVersion> counts) {
        List<ObjectVersion> held = all(key);
        if (held.isEmpty()) {
            return Optional.empty(); // as for nearly every object: worth no stream
        }
        return held.stream()
                .filter(counts)
                .min(Comparator.comparingLong(ObjectVersion::added).thenComparingInt(ObjectVersion::collection));
    }

    /** Whether an entry that {@code counts} is of this version with these very bytes. */
    boolean holds(UUID key, Predicate<ObjectVersion> counts, String version, UUID digest) {
        return all(key).stream()
                .anyMatch(held -> held.digest().equals(digest) && held.version().equals(version) && counts.test(held));
    }

    /** What a reader who sees everything gets of an object in a collection. */
    Optional<ObjectVersion> current(UUID key, int collection) {
        Optional<ObjectVersion> best = Optional.empty();
        for (ObjectVersion held : all(key)) {
            if (held.collection() == collection && (best.isEmpty() || held.isPreferredTo(best.get()))) {
                best = Optional.of(held);
            }
        }
        return best;
    }

    private List<ObjectVersion> all(UUID key) {
        List<ObjectVersion> versions = byKey.get(key);
        if (versions == null) {
            throw new IllegalStateException("object " + key + " was not looked up");
        }
        return versions;
    }
}
