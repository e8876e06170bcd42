package io.tidings.node.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the versions of an object by its key: for duplicates, for what is current, and for {@code versions}.
 *
 * <p>Each commit writes its versions as a sorted run of its own; runs of like size are merged (a log-structured merge
 * tree, as in RocksDB). So writing stays sequential however many objects there are. A run carries a filter that tells
 * which keys it lacks; the filters are in memory, about two bytes an object.
 *
 * <p>Runs are read as the connection sees them, so any thread may look up; only the writer changes them.
 */
final class ObjectIndex {
    private static final int RUNS_TO_MERGE = 4;

    /**
     * Runs of this size stay as they are. Measured: a merge of a quarter of a million versions held the writer up for
     * two seconds, since H2 writes every byte of it several times; the filters of more and smaller runs cost less.
     */
    private static final int LARGEST_TO_MERGE = 1 << 15;

    private final KeyRunTable table = new KeyRunTable();
    private final Map<Long, KeyFilter> filters = new ConcurrentHashMap<>();

    /** Reads the filters of all runs, so that look-ups need not. Called by the writer alone, as are all that change. */
    void load(Connection connection) throws SQLException {
        filters.clear(); // a lost database may have lost runs and give their numbers again
        for (KeyRun run : table.runs(connection)) {
            filters.put(run.run(), table.filter(connection, run));
        }
    }

    /** What all collections hold of some objects; keys of which none holds anything are absent. */
    Map<UUID, List<ObjectVersion>> find(Connection connection, Collection<UUID> keys) throws SQLException {
        Map<UUID, List<ObjectVersion>> found = new HashMap<>();
        for (KeyRun run : table.runs(connection)) {
            // Page by page, so that each is read once and one is in memory at a time.
            for (Map.Entry<Integer, List<UUID>> page : pages(run, keys).entrySet()) {
                for (byte[] part : table.page(connection, run, page.getKey())) {
                    for (UUID key : page.getValue()) {
                        find(part, key, found);
                    }
                }
            }
        }
        return found;
    }

    private Map<Integer, List<UUID>> pages(KeyRun run, Collection<UUID> keys) {
        Optional<KeyFilter> filter = Optional.ofNullable(filters.get(run.run()));
        Map<Integer, List<UUID>> pages = new TreeMap<>();
        for (UUID key : keys) {
            // Without a filter, as for a run that another process has just made, the page is read.
            if (filter.isEmpty() || filter.get().mayContain(key)) {
                pages.computeIfAbsent(run.page(key), page -> new ArrayList<>(1)).add(key);
            }
        }
        return pages;
    }

    private static void find(byte[] page, UUID key, Map<UUID, List<ObjectVersion>> into) {
        List<ObjectVersion> versions = KeyPage.find(page, key);
        if (!versions.isEmpty()) {
            into.computeIfAbsent(key, each -> new ArrayList<>(1)).addAll(versions);
        }
    }

    /** What all collections hold of one object, oldest addition first. */
    List<ObjectVersion> find(Connection connection, UUID key) throws SQLException {
        List<ObjectVersion> versions = find(connection, List.of(key)).getOrDefault(key, List.of());
        return versions.stream()
                .sorted(Comparator.comparingLong(ObjectVersion::added).thenComparingInt(ObjectVersion::collection))
                .toList();
    }

    /** Adds versions, at most once in a transaction. */
    void insert(Unit unit, List<ObjectVersion> versions) throws SQLException {
        Connection connection = unit.connection();
        List<KeyRun> runs = table.runs(connection);
        List<KeySlot> sorted =
                versions.stream().map(KeySlot::of).sorted(KeySlot.ORDER).toList();
        KeyRun added = table.insert(connection, sorted.size());
        KeyFilter filter = KeyFilter.forKeys(sorted.size());
        try (PreparedStatement insert = table.prepareInsertPage(connection)) {
            int from = 0;
            while (from < sorted.size()) {
                int page = added.page(sorted.get(from).key());
                int to = from;
                while (to < sorted.size() && added.page(sorted.get(to).key()) == page) {
                    filter.add(sorted.get(to).key());
                    to++;
                }
                table.insertPage(insert, added, page, sorted.subList(from, to));
                from = to;
            }
        }
        table.insertFilter(connection, added, filter);
        unit.onPublish(() -> filters.put(added.run(), filter));
        runs.add(added);
        mergeMany(unit, runs);
    }

    private void mergeMany(Unit unit, List<KeyRun> runs) throws SQLException {
        Optional<List<KeyRun>> many = many(runs);
        while (many.isPresent()) {
            runs.removeAll(many.get());
            runs.add(merge(unit, many.get()));
            many = many(runs);
        }
    }

    /** Runs of one size class, where there are enough of them. */
    private static Optional<List<KeyRun>> many(List<KeyRun> runs) {
        Map<Integer, List<KeyRun>> classes = new TreeMap<>();
        for (KeyRun run : runs) {
            if (run.entries() < LARGEST_TO_MERGE) {
                int sizeClass = (Integer.SIZE - Integer.numberOfLeadingZeros(run.entries())) / 2;
                classes.computeIfAbsent(sizeClass, size -> new ArrayList<>()).add(run);
            }
        }
        return classes.values().stream()
                .filter(same -> same.size() >= RUNS_TO_MERGE)
                .findFirst();
    }

    private KeyRun merge(Unit unit, List<KeyRun> parts) throws SQLException {
        Connection connection = unit.connection();
        int entries = parts.stream().mapToInt(KeyRun::entries).sum();
        KeyRun merged = table.insert(connection, entries);
        KeyFilter filter = KeyFilter.forKeys(entries);
        List<KeyRunCursor> cursors = new ArrayList<>();
        parts.forEach(part -> cursors.add(new KeyRunCursor(table, connection, part)));
        try (PreparedStatement insert = table.prepareInsertPage(connection)) {
            for (int page = 0; page < merged.pages(); page++) {
                List<KeySlot> slots = new ArrayList<>();
                for (KeyRunCursor cursor : cursors) {
                    cursor.takePage(merged, page, slots);
                }
                slots.sort(KeySlot.ORDER);
                slots.forEach(slot -> filter.add(slot.key()));
                table.insertPage(insert, merged, page, slots);
            }
        }
        table.insertFilter(connection, merged, filter);
        table.delete(connection, parts);
        unit.onPublish(() -> {
            filters.put(merged.run(), filter);
            parts.forEach(part -> filters.remove(part.run()));
        });
        return merged;
    }

    /** Takes versions out. Their keys stay in the filters, which costs a look-up now and then. */
    void delete(Connection connection, List<ObjectVersion> versions) throws SQLException {
        for (KeyRun run : table.runs(connection)) {
            for (ObjectVersion version : versions) {
                delete(connection, run, version);
            }
        }
    }

    private void delete(Connection connection, KeyRun run, ObjectVersion version) throws SQLException {
        KeyFilter filter = filters.get(run.run());
        if (filter != null && !filter.mayContain(version.key())) {
            return;
        }
        int page = run.page(version.key());
        List<KeySlot> held = table.slots(connection, run, page);
        List<KeySlot> kept = held.stream()
                .filter(each -> !each.version().isSameEntryAs(version))
                .toList();
        if (kept.size() < held.size()) {
            table.deletePage(connection, run, page);
            try (PreparedStatement insert = table.prepareInsertPage(connection)) {
                table.insertPage(insert, run, page, kept);
            }
        }
    }
}
