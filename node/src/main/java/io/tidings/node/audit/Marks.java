package io.tidings.node.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the journal has brought the store's rows into the log. It stands in the log itself, so that a crash neither
 * loses nor repeats any.
 *
 * @param ledger id of the last row of the ledger
 * @param arrivals the last stamp of each collection, by its id
 * @param floor the last stamp of those that are not among them
 */
record Marks(long ledger, Map<String, Long> arrivals, long floor) {
    /** A record has no room for more; the ones that moved last are what matters. */
    private static final int MOST = 500;

    static final String LEDGER = "ledger";
    static final String ARRIVALS = "arrivals";
    static final String COLLECTION = "collection";
    static final String THROUGH = "through";
    private static final String FLOOR = "arrivals-before";

    Marks {
        arrivals = Map.copyOf(arrivals);
    }

    static Marks none() {
        return new Marks(0, Map.of(), 0);
    }

    /** After a record: its own mark, or the marks that it repeats. */
    Marks after(AuditRecord record) {
        JsonNode what = record.what();
        if (record.kind().equals(Kind.AUDIT.text())) {
            return what.path(LEDGER).isIntegralNumber() ? read(what) : this;
        }
        if (what.path(LEDGER).isIntegralNumber()) {
            return withLedger(what.path(LEDGER).longValue());
        }
        if (what.path(THROUGH).isIntegralNumber() && what.path(COLLECTION).isTextual()) {
            return withArrival(
                    what.path(COLLECTION).textValue(), what.path(THROUGH).longValue());
        }
        return this;
    }

    long arrival(String collection) {
        return arrivals.getOrDefault(collection, floor);
    }

    Marks withLedger(long id) {
        return new Marks(id, arrivals, floor);
    }

    Marks withArrival(String collection, long stamp) {
        Map<String, Long> more = new TreeMap<>(arrivals);
        more.put(collection, stamp);
        return new Marks(ledger, more, floor);
    }

    AuditEvent addTo(AuditEvent event) {
        List<Map.Entry<String, Long>> newest = arrivals.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .toList();
        long before = newest.size() < arrivals.size() ? newest.get(MOST - 1).getValue() : floor;
        return event.with(LEDGER, ledger)
                .with(
                        ARRIVALS,
                        newest.stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .toList())
                .with(FLOOR, before);
    }

    private static Marks read(JsonNode what) {
        Map<String, Long> arrivals = new TreeMap<>();
        for (JsonNode each : what.path(ARRIVALS)) {
            String[] words = each.asText().split(" ", 2);
            if (words.length == 2 && words[1].matches("[0-9]{1,18}")) {
                arrivals.put(words[0], Long.parseLong(words[1]));
            }
        }
        return new Marks(
                what.path(LEDGER).longValue(), arrivals, what.path(FLOOR).longValue());
    }
}
