package io.tidings.node.exchange;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.operations.FollowReport;
import io.tidings.taxii.client.follow.FollowOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each follow at its interval, at once when its peer's doorbell rings, and sooner or later after a failure.
 *
 * <p>A few runs at a time; each collection followed by one run at a time. What the agreements say is asked again at
 * every tick, so a follow that was added begins and one that was removed ends without a restart.
 */
public final class FollowSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowSchedule.class);
    private static final int RUNS_AT_ONCE = 4;
    /** Whoever has more than this to give, be it without end, lets the others have their turn. */
    private static final FollowOptions ONE_TURN = FollowOptions.standard().upToPages(500);

    private static final long TICK_MILLIS = 200;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 8;

    private final Exchange exchange;
    private final Doorbells doorbells;
    private final Supplier<AgreementBook> agreements;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<FollowKey, Instant> due = new ConcurrentHashMap<>();
    private final Set<FollowKey> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(task -> thread(task, "follow-schedule"));
    private final ExecutorService runs = Executors.newFixedThreadPool(RUNS_AT_ONCE, task -> thread(task, "follow-run"));

    /** @param random spreads the runs of many nodes over time */
    public FollowSchedule(
            Exchange exchange,
            Doorbells doorbells,
            Supplier<AgreementBook> agreements,
            Clock clock,
            RandomGenerator random) {
        this.exchange = exchange;
        this.doorbells = doorbells;
        this.agreements = agreements;
        this.clock = clock;
        this.random = random;
    }

    /** Begins; the first runs start at once. */
    public void start() {
        ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            Set<FollowKey> wanted = new HashSet<>();
            AgreementBook shared = exchange.shared(agreements.get());
            for (Peer peer : shared.peers()) {
                for (Follow follow : peer.follows()) {
                    FollowKey key = FollowKey.of(peer, follow);
                    wanted.add(key);
                    doorbells.listen(peer, follow, () -> due.put(key, clock.instant()));
                    if (!due.computeIfAbsent(key, k -> clock.instant()).isAfter(clock.instant()) && running.add(key)) {
                        begin(key, peer, follow);
                    }
                }
            }
            due.keySet().retainAll(wanted);
            doorbells.retain(shared);
        } catch (RuntimeException unexpected) {
            LOG.error("the schedule of follows met an error and goes on", unexpected);
        }
    }

    private void begin(FollowKey key, Peer peer, Follow follow) {
        // Set before the run: a ring during the run asks for another.
        due.put(key, clock.instant().plus(follow.every()));
        runs.execute(() -> {
            try {
                FollowReport report = exchange.runOne(peer, follow, ONE_TURN, progress -> {});
                if (!report.caughtUp()) {
                    due.put(key, clock.instant());
                }
                int failures = exchange.healthOf(key).failures();
                if (failures > 0) {
                    due.put(key, clock.instant().plus(retryAfter(failures, follow.every())));
                }
            } finally {
                running.remove(key);
            }
        });
    }

    /** Doubling from two seconds, never longer than the interval itself, spread by a fifth. */
    private Duration retryAfter(int failures, Duration every) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration bounded = wait.compareTo(every) < 0 ? wait : every;
        return bounded.plusMillis((long) (bounded.toMillis() * 0.2 * random.nextDouble()));
    }

    /** Starts no further run and breaks off those under way: what they stored stays, with the cursors behind it. */
    @Override
    public void close() {
        ticker.shutdownNow();
        doorbells.close();
        ended(ticker); // a look under way would still begin runs
        runs.shutdownNow();
        if (!ended(runs)) {
            LOG.warn("a follow did not end within ten seconds");
        }
    }

    private static boolean ended(ExecutorService threads) {
        try {
            return threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
