package io.tidings.node.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once of a condition when it comes and once when it has gone, however often it is looked at. What there is when the
 * node starts is told again. Safe from any thread.
 */
public final class Alerts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final Supplier<List<Condition>> conditions;
    private final Consumer<Alert> told;
    private final Clock clock;
    private final Map<String, Alert> active = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "alerts");
        thread.setDaemon(true);
        return thread;
    });

    /** A condition that came, or that has gone. */
    public record Alert(Condition condition, boolean raised, Instant since, Instant at) {}

    /** @param told of each alert beside the log; must be brief */
    public Alerts(Supplier<List<Condition>> conditions, Consumer<Alert> told, Clock clock) {
        this.conditions = conditions;
        this.told = told;
        this.clock = clock;
    }

    /** Looks every {@code interval}, until {@link #close}. */
    public void start(Duration interval) {
        looking.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks soon, since something changed. */
    public void lookSoon() {
        if (!looking.isShutdown()) {
            looking.execute(this::look);
        }
    }

    /** Those that hold now. */
    public List<Condition> active() {
        return active.values().stream().map(Alert::condition).toList();
    }

    // Must not throw: the executor would never call it again.
    private void look() {
        try {
            lookOnce();
        } catch (RuntimeException failed) {
            LOG.error("alerts: the node could not be looked at, and will be again", failed);
        }
    }

    private void lookOnce() {
        Instant now = clock.instant();
        Map<String, Condition> found = conditions.get().stream()
                .collect(Collectors.toMap(Condition::key, each -> each, (a, b) -> a, LinkedHashMap::new));
        found.forEach((key, condition) -> {
            if (!active.containsKey(key)) {
                var alert = new Alert(condition, true, now, now);
                active.put(key, alert);
                LOG.warn("alert: {}: {}", condition.kind(), condition.message());
                told.accept(alert);
            }
        });
        for (Map.Entry<String, Alert> each : Map.copyOf(active).entrySet()) {
            if (!found.containsKey(each.getKey())) {
                active.remove(each.getKey());
                Alert gone = each.getValue();
                LOG.info(
                        "alert has gone: {} {}",
                        gone.condition().kind(),
                        gone.condition().subject());
                told.accept(new Alert(gone.condition(), false, gone.since(), now));
            }
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
