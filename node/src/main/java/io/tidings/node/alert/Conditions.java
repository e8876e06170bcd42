package io.tidings.node.alert;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.Peer;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.config.Oversight;
import io.tidings.node.exchange.Exchange;
import io.tidings.node.exchange.FollowCount;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.recall.Recalls;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds what is not as it should be. Reads memory and a little of the store.
 *
 * @param unsigned peers without access until both sides signed their agreements
 * @param packages what of content packages needs the operator, in words
 * @param began when the node began: before that nobody could be reached
 * @param data on whose disk there must be {@code diskFloorBytes}
 */
public record Conditions(
        Oversight.Alerts limits,
        Exchange exchange,
        Supplier<AgreementBook> agreements,
        NodeIdentity identity,
        CutOff cutOff,
        Quarantine quarantine,
        AuditLog audit,
        Recalls recalls,
        Supplier<List<String>> unsigned,
        Supplier<List<String>> packages,
        Path data,
        long diskFloorBytes,
        Instant began,
        Clock clock) {

    /** Runs since the start from which on a rate of failures says something. */
    private static final int ENOUGH_RUNS = 10;

    private static final double MANY_FAILED = 0.5;
    private static final Duration SLOW = Duration.ofSeconds(10);
    /** With peers that have not answered a recall. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    /** All there are now. */
    public List<Condition> look() {
        List<Condition> found = new ArrayList<>();
        unreachable(found);
        certificates(found);
        expiring(found);
        disk(found);
        waiting(found);
        troubled(found);
        recalled(found);
        unsigned.get()
                .forEach(peer -> found.add(new Condition(
                        "agreement-unsigned",
                        peer,
                        "the agreement with " + peer
                                + " is not signed by both sides, so it has no access; see: tidings agreement list")));
        packages(packages.get()).ifPresent(found::add);
        cutOff.all()
                .forEach(cut -> found.add(new Condition(
                        "cut-off",
                        cut.who(),
                        "sharing with " + (cut.who().equals(CutOff.EVERYONE) ? "everyone" : cut.who())
                                + " is cut off since " + cut.since())));
        if (audit.failures() > 0) {
            found.add(new Condition(
                    "audit-failing",
                    "",
                    audit.failures() + " writes to the audit log failed since the start; see the node's log"));
        }
        return found;
    }

    /** One for all that is wrong with packages: the first of it, and how much more there is. */
    static Optional<Condition> packages(List<String> troubles) {
        if (troubles.isEmpty()) {
            return Optional.empty();
        }
        int more = troubles.size() - 1;
        return Optional.of(new Condition(
                "packages", "", troubles.get(0) + (more > 0 ? " (and " + more + " more, see: tidings status)" : "")));
    }

    private void unreachable(List<Condition> found) {
        Map<String, Instant> last = new LinkedHashMap<>();
        for (FollowCount follow : exchange.counts()) {
            if (cutOff.isCut("peer:" + follow.peer())) {
                continue;
            }
            Instant success = follow.lastSuccess().orElse(Instant.EPOCH);
            // A follow that runs once a day is not late after half an hour.
            Instant seen = success.plus(follow.every());
            last.merge(follow.peer(), seen, (a, b) -> a.isAfter(b) ? a : b);
        }
        last.forEach((peer, seen) -> {
            Instant from = seen.isBefore(began) ? began : seen;
            Duration silent = Duration.between(from, clock.instant());
            if (silent.compareTo(limits.unreachableAfter()) > 0) {
                found.add(new Condition(
                        "peer-unreachable",
                        peer,
                        "nothing could be followed at " + peer + " for " + silent.toMinutes()
                                + " minutes; run: tidings doctor " + peer));
            }
        });
    }

    /** Peers that are reached, but badly. */
    private void troubled(List<Condition> found) {
        for (FollowCount follow : exchange.counts()) {
            if (follow.runs() >= ENOUGH_RUNS
                    && follow.recentlyFailed()
                            .filter(part -> part >= MANY_FAILED)
                            .isPresent()) {
                found.add(new Condition(
                        "peer-failing",
                        follow.peer(),
                        "half of the last times or more, following " + follow.collection() + " at " + follow.peer()
                                + " failed; run: tidings doctor " + follow.peer()));
            }
            follow.latency()
                    .filter(latency -> latency.compareTo(SLOW) > 0)
                    .ifPresent(latency -> found.add(new Condition(
                            "peer-slow",
                            follow.peer(),
                            follow.peer() + " took " + latency.toSeconds() + " seconds for a small answer")));
        }
    }

    private void recalled(List<Condition> found) {
        long waiting = recalls.waiting();
        if (waiting > 0) {
            found.add(new Condition(
                    "recall-waiting", "", waiting + " recalls wait for a decision; see: tidings recall --list"));
        }
        recalls.unanswered(PATIENCE)
                .forEach((peer, since) -> found.add(new Condition(
                        "recall-unanswered",
                        peer,
                        peer + " has not acknowledged a recall of " + since + "; see: tidings recall --list")));
    }

    private void certificates(List<Condition> found) {
        expires(identity.certificate().getNotAfter().toInstant())
                .ifPresent(when -> found.add(new Condition(
                        "certificate-expires", "", "the certificate of this node " + when + "; renew it")));
        exchange.certificateEnds()
                .forEach((peer, end) -> expires(end)
                        .ifPresent(when -> found.add(new Condition(
                                "certificate-expires", peer, "the certificate of " + peer + " " + when))));
    }

    private void expiring(List<Condition> found) {
        for (Peer peer : agreements.get().peers()) {
            peer.validUntil()
                    .flatMap(until -> expires(until.atStartOfDay(ZoneOffset.UTC).toInstant()))
                    .ifPresent(when -> found.add(new Condition(
                            "agreement-expires",
                            peer.name(),
                            "the agreement with " + peer.name() + " " + when + "; renew it, or leave")));
        }
    }

    private Optional<String> expires(Instant end) {
        Instant now = clock.instant();
        if (now.plus(limits.expiresWithin()).isBefore(end)) {
            return Optional.empty();
        }
        return Optional.of((now.isBefore(end) ? "ends on " : "ended on ") + end);
    }

    private void disk(List<Condition> found) {
        long free = data.toFile().getUsableSpace();
        if (free < diskFloorBytes) {
            found.add(new Condition(
                    "disk-low",
                    "",
                    (free >> 20) + " MiB are free on the disk of data/, less than the floor of "
                            + (diskFloorBytes >> 20) + " MiB"));
        }
    }

    private void waiting(List<Condition> found) {
        if (quarantine.isAnythingWaiting()) {
            found.add(new Condition(
                    "quarantine-waiting", "", "objects wait in quarantine; see: tidings quarantine list"));
        }
    }
}
