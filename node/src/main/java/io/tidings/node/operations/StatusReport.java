package io.tidings.node.operations;

import java.util.List;
import java.util.Optional;

/**
 * How the node does. Times are RFC 3339 text.
 *
 * @param running whether a node process answered, rather than the command line itself
 * @param certificateExpires end of the node's own certificate
 * @param quarantined objects kept aside until an operator decides
 * @param quarantinedSince when the oldest of them came
 * @param cuts with whom sharing is cut off
 * @param restored if the store ever was restored: when, from which moment's backup, and what that means
 * @param unencryptedBytes of objects that were stored before the store encrypted; absent where it does not
 */
public record StatusReport(
        String organisation,
        boolean running,
        Optional<String> startedAt,
        Optional<String> discoveryUrl,
        Optional<String> peerUrl,
        String fingerprint,
        String certificateExpires,
        List<CollectionReport> collections,
        List<PeerHealth> peers,
        long quarantined,
        Optional<String> quarantinedSince,
        Optional<String> restored,
        Optional<Long> unencryptedBytes,
        List<CutReport> cuts,
        AuditReport audit) {
    public StatusReport {
        collections = List.copyOf(collections);
        peers = List.copyOf(peers);
        cuts = List.copyOf(cuts);
    }

    /**
     * One followed collection of one peer.
     *
     * @param lagSeconds age of the last success; absent before the first
     * @param error the last failure, absent after a success
     * @param latencyMillis how long the peer took for a small answer, at the last run
     * @param failedPercent of the last runs since the start, fifty at most
     */
    public record PeerHealth(
            String peer,
            String collection,
            String into,
            Optional<String> lastSuccess,
            Optional<Long> lagSeconds,
            long objectsReceived,
            Optional<String> error,
            Optional<String> certificateExpires,
            Optional<Long> latencyMillis,
            Optional<Long> failedPercent) {}
}
