package io.tidings.node.metrics;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.doorbell.Doorbell;
import io.tidings.node.exchange.Doorbells;
import io.tidings.node.exchange.Exchange;
import io.tidings.node.exchange.FollowCount;
import io.tidings.node.identity.NodeIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Peers: how following them goes, how long certificates last, who listens. */
final class PeerSource implements Source {
    private final Exchange exchange;
    private final Doorbell doorbell;
    private final Doorbells doorbells;
    private final Agreements agreements;
    private final NodeIdentity identity;
    private final Clock clock;

    PeerSource(
            Exchange exchange,
            Doorbell doorbell,
            Doorbells doorbells,
            Agreements agreements,
            NodeIdentity identity,
            Clock clock) {
        this.exchange = exchange;
        this.doorbell = doorbell;
        this.doorbells = doorbells;
        this.agreements = agreements;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public void collect(Scrape into) {
        follows(into, exchange.counts());
        into.gauge(
                        "tidings_certificate_expiry_timestamp_seconds",
                        "Until when the node's certificate is valid.",
                        identity.certificate().getNotAfter().toInstant().getEpochSecond())
                .gauges(
                        "tidings_peer_certificate_expiry_timestamp_seconds",
                        "Until when the certificates are valid that peers showed.",
                        to -> exchange.certificateEnds()
                                .forEach((peer, end) -> to.value(end.getEpochSecond(), "peer", peer)))
                .gauge("tidings_doorbell_listeners", "Peers that listen at our doorbell.", doorbell.listeners())
                .gauge("tidings_doorbell_connections", "Peers' doorbells at which we listen.", doorbells.connected())
                .gauges("tidings_agreements", "Agreements in force, by kind.", to -> {
                    to.value(agreements.current().peers().size(), "kind", "peer");
                    to.value(agreements.current().clients().size(), "kind", "client");
                })
                .gauge(
                        "tidings_agreement_mistakes",
                        "Mistakes in the files, which keep changes from taking effect.",
                        agreements.mistakes());
    }

    private void follows(Scrape into, List<FollowCount> follows) {
        Instant now = clock.instant();
        gauge(
                into,
                follows,
                "tidings_follow_lag_seconds",
                "Since a follow last succeeded; absent before.",
                follow ->
                        follow.lastSuccess().map(at -> Duration.between(at, now).toMillis() / 1e3));
        gauge(
                into,
                follows,
                "tidings_follow_last_success_timestamp_seconds",
                "When a follow last succeeded; 0 before.",
                follow -> Optional.of(
                        follow.lastSuccess().map(at -> at.toEpochMilli() / 1e3).orElse(0.0)));
        gauge(
                into,
                follows,
                "tidings_follow_latency_seconds",
                "How long the peer took for a small answer at the last run; absent before.",
                follow -> follow.latency().map(took -> took.toMillis() / 1e3));
        gauge(
                into,
                follows,
                "tidings_follow_recently_failed_ratio",
                "Which part of the last runs failed, fifty at most; absent before.",
                FollowCount::recentlyFailed);
        gauge(
                into,
                follows,
                "tidings_follow_interval_seconds",
                "How often it runs.",
                follow -> Optional.of(follow.every().toMillis() / 1e3));
        counter(into, follows, "tidings_follow_runs", "Runs since the start.", FollowCount::runs);
        counter(into, follows, "tidings_follow_failures", "Runs that failed since the start.", FollowCount::failures);
        counter(into, follows, "tidings_follow_objects", "Objects received since the start.", FollowCount::objects);
    }

    private static void gauge(
            Scrape into,
            List<FollowCount> follows,
            String name,
            String help,
            Function<FollowCount, Optional<Double>> number) {
        into.gauges(name, help, to -> {
            for (FollowCount each : follows) {
                number.apply(each).ifPresent(value -> to.value(value, labels(each)));
            }
        });
    }

    private static void counter(
            Scrape into, List<FollowCount> follows, String name, String help, Function<FollowCount, Long> number) {
        into.counters(name, help, to -> follows.forEach(each -> to.value(number.apply(each), labels(each))));
    }

    private static String[] labels(FollowCount follow) {
        return new String[] {
            "peer", follow.peer(),
            "api_root", follow.apiRoot(),
            "collection", follow.collection(),
            "into", follow.into()
        };
    }
}
