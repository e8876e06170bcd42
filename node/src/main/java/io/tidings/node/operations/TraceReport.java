package io.tidings.node.operations;

import java.util.List;
import java.util.Optional;

/** The way of one object through this node: each version held, how it came, to whom it went. Times are RFC 3339 text. */
public record TraceReport(String id, List<Version> versions) {
    public TraceReport {
        versions = List.copyOf(versions);
    }

    /**
     * One version in one collection.
     *
     * @param claim whether it is kept aside as a claim: its sender was not authoritative for the creator (I-6)
     * @param arrivals the first made the entry, later ones brought the same version again
     */
    public record Version(
            String version,
            String collection,
            String dateAdded,
            boolean current,
            boolean claim,
            List<Arrival> arrivals,
            List<Departure> departures) {
        public Version {
            arrivals = List.copyOf(arrivals);
            departures = List.copyOf(departures);
        }
    }

    /** @param from {@code peer:bank-b}, {@code client:misp}, {@code operator} */
    public record Arrival(
            String from,
            String channel,
            String at,
            Optional<String> origin,
            Optional<String> agreement,
            String requestId) {}

    /** A page given out that held the version. */
    public record Departure(String to, String channel, String at, String rules) {}
}
