package io.tidings.node.doctor;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How following goes, by what the node remembers of it. */
final class FollowCheck {
    private static final long GRACE_SECONDS = 600;
    private static final int LATE_INTERVALS = 3;

    private FollowCheck() {}

    static List<Finding> findings(AgreementBook book, StatusReport status, Optional<String> only) {
        Set<String> collections =
                status.collections().stream().map(CollectionReport::name).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Peer peer : book.peers()) {
            if (only.isEmpty() || only.get().equals(peer.name())) {
                peer.follows().forEach(follow -> findings.add(one(peer, follow, status, collections)));
            }
        }
        return findings;
    }

    private static Finding one(Peer peer, Follow follow, StatusReport status, Set<String> collections) {
        String check = "follow " + peer.name() + "/" + follow.collection();
        if (!collections.contains(follow.into())) {
            return Finding.fault(
                    check,
                    "there is no collection " + follow.into() + " here to follow into",
                    "tidings collection add " + follow.into());
        }
        Optional<StatusReport.PeerHealth> health = status.peers().stream()
                .filter(each -> each.peer().equals(peer.name())
                        && each.collection().equals(follow.collection())
                        && each.into().equals(follow.into()))
                .findFirst();
        if (health.isEmpty()) {
            return Finding.warning(
                    check, "the running node does not know it yet", "look at its log for mistakes in agreements");
        }
        return health.get()
                .error()
                .map(error -> Finding.fault(
                        check,
                        "the last run failed: " + error + since(health.get()),
                        "see what is said there, of the peer and of the disk"))
                .orElseGet(() -> withoutError(check, follow, status.running(), health.get()));
    }

    private static Finding withoutError(String check, Follow follow, boolean running, StatusReport.PeerHealth health) {
        if (health.lastSuccess().isEmpty()) {
            return Finding.warning(
                    check,
                    "has never run",
                    running ? "wait a moment, or run it now: tidings follow" : "start the node: tidings serve");
        }
        long late = LATE_INTERVALS * follow.every().toSeconds() + GRACE_SECONDS;
        boolean isLate = running && health.lagSeconds().orElse(0L) > late;
        String found = health.objectsReceived() + " objects so far" + since(health);
        return isLate
                ? Finding.warning(check, found + ", long ago", "run it now and see: tidings follow")
                : Finding.ok(check, found);
    }

    private static String since(StatusReport.PeerHealth health) {
        return health.lastSuccess().map(at -> "; last success " + at).orElse("; no success yet");
    }
}
