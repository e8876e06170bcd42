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
     * @param proof what its signed provenance proves
     */
    public record Version(
            String version,
            String collection,
            String dateAdded,
            boolean current,
            boolean claim,
            List<Arrival> arrivals,
            List<Departure> departures,
            Proof proof) {
        public Version {
            arrivals = List.copyOf(arrivals);
            departures = List.copyOf(departures);
        }
    }

    /**
     * What the signed provenance of a version proves.
     *
     * @param verdict {@code verified}, {@code doubtful} (nothing contradicts, but a key does not count), {@code unsigned},
     *     or {@code broken}
     * @param why it is broken, or what came with the object was not taken
     * @param path from the first node that sealed it to this one
     */
    public record Proof(String verdict, Optional<String> why, List<Hop> path) {
        public Proof {
            path = List.copyOf(path);
        }

        /** Of a version without. */
        public static Proof none() {
            return new Proof("unsigned", Optional.empty(), List.of());
        }
    }

    /**
     * A node that sealed the version.
     *
     * @param step {@code author} or {@code relay}
     * @param organisation whose key it is as we know it, else who the seal says it is of
     * @param signer {@code own}, {@code peer:bank-b}, {@code signer:cert-cc}; absent if the key is unknown
     * @param key its thumbprint
     * @param doubt why this step does not count
     */
    public record Hop(
            String step, String organisation, Optional<String> signer, String at, String key, Optional<String> doubt) {}

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
