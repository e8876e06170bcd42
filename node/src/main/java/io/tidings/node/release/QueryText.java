package io.tidings.node.release;

import io.tidings.taxii.server.query.ObjectsQuery;
import java.util.Collection;
import java.util.TreeSet;

/** What was asked for, as one line for the ledger. */
final class QueryText {
    private static final int LONGEST = 2_000;

    private QueryText() {}

    /** Everything, cut to a bounded length. */
    static String of(ObjectsQuery query) {
        StringBuilder text = new StringBuilder();
        query.addedAfter().ifPresent(t -> add(text, "added_after", t.toString()));
        query.resume().ifPresent(r -> add(text, "resumed_after", r.after().toString()));
        text.append(text.isEmpty() ? "" : " ").append(ofFilters(query));
        return text.length() > LONGEST
                ? text.substring(0, LONGEST) + "…"
                : text.toString().strip();
    }

    /** What is asked for, wherever in the log. */
    static String ofFilters(ObjectsQuery query) {
        StringBuilder text = new StringBuilder();
        query.objectId().ifPresent(id -> add(text, "object", id));
        query.ids().ifPresent(ids -> add(text, "id", joined(ids)));
        query.types().ifPresent(types -> add(text, "type", joined(types)));
        query.specVersions().ifPresent(specs -> add(text, "spec_version", joined(specs)));
        query.versions()
                .ifPresent(v -> add(
                        text,
                        "version",
                        (v.all() ? "all " : "")
                                + (v.first() ? "first " : "")
                                + (v.last() ? "last " : "")
                                + joined(v.instants())));
        query.properties().forEach(filter -> add(text, "match", filter.text()));
        return text.toString();
    }

    private static String joined(Collection<?> values) {
        TreeSet<String> sorted = new TreeSet<>();
        values.forEach(value -> sorted.add(value.toString()));
        return String.join(",", sorted);
    }

    private static void add(StringBuilder text, String name, String value) {
        text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value.strip());
    }
}
