package io.tidings.node.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a node is watched over: what is recorded and for how long, of what people are told, how long content is kept.
 *
 * @param keepRules of collections that are not kept for ever
 */
public record Oversight(Audit audit, Alerts alerts, List<KeepRule> keepRules) {
    /** What holds where a configuration says nothing. */
    public static final Oversight DEFAULT = new Oversight(
            new Audit(2L << 30, Duration.ofDays(400), Duration.ofMinutes(5)),
            new Alerts(Optional.empty(), Optional.empty(), Duration.ofMinutes(30), Duration.ofDays(14)),
            List.of());

    public Oversight {
        keepRules = List.copyOf(keepRules);
    }

    /**
     * The audit log.
     *
     * @param bytes of all its files; beyond it the oldest go
     * @param keep age at which a file goes
     * @param checkpointEvery how often new records are signed at the latest
     */
    public record Audit(long bytes, Duration keep, Duration checkpointEvery) {}

    /**
     * Alerts.
     *
     * @param webhook to which each is posted; absent means none
     * @param webhookPin its certificate or key; absent means that an authority of the Java runtime must vouch for it
     * @param unreachableAfter without a success of any follow, after which a peer is called unreachable
     * @param expiresWithin of certificates and agreements
     */
    public record Alerts(
            Optional<URI> webhook, Optional<String> webhookPin, Duration unreachableAfter, Duration expiresWithin) {}

    /** @param keep age at which an entry of the collection is deleted, counted from its {@code date_added} */
    public record KeepRule(String collection, Duration keep) {}
}
