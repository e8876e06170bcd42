package io.tidings.node;

import io.tidings.node.audit.RefusedAttempts;
import io.tidings.node.taxii.Statuses;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a serving node does again and again: forgets what is old, and looks at what may have changed. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long OLD_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long RECALLS_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final long REFUSED_SUMS_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final Node node;
    private final WorkerExecutor workers;
    private final List<Long> timers;

    /** @param workers where it is done, since all of it may block */
    Upkeep(Node node, RefusedAttempts refused, WorkerExecutor workers) {
        this.node = node;
        this.workers = workers;
        long reload = Math.max(1, node.configuration.reloadEvery().toMillis());
        this.timers = List.of(
                node.vertx.setPeriodic(REFUSED_SUMS_MILLIS, tick -> refused.endWindow()),
                node.vertx.setPeriodic(OLD_MILLIS, tick -> forgetWhatIsOld()),
                node.vertx.setPeriodic(1, RECALLS_MILLIS, tick -> lookAtRecalls()),
                node.vertx.setPeriodic(reload, tick -> lookAtFiles()));
    }

    private Future<Boolean> aside(Runnable work) {
        return workers.executeBlocking(
                () -> {
                    work.run();
                    return true;
                },
                false);
    }

    private void lookAtFiles() {
        aside(() -> {
                    node.lookAtKeystore();
                    node.claimReview.lookIfDue();
                })
                .onFailure(failed -> LOG.warn("keystore and claims could not be looked at, and will be again", failed));
    }

    private void lookAtRecalls() {
        aside(node.recalls::lookAgain)
                .onFailure(failed -> LOG.warn("recalls could not be looked at, and will be again", failed));
    }

    private void forgetWhatIsOld() {
        forgetOldStatuses();
        aside(() -> {
                    node.quarantine.sweep();
                    node.retention.sweep();
                })
                .onFailure(failed -> LOG.warn("what is too old in quarantine could not be removed", failed));
    }

    private void forgetOldStatuses() {
        Instant before = node.clock.instant().minus(node.configuration.statusRetention());
        node.store.removeStatesBefore(Statuses.AREA, before).whenComplete((count, failed) -> {
            if (failed != null) {
                LOG.warn("old statuses could not be removed", failed);
            }
        });
    }

    @Override
    public void close() {
        timers.forEach(node.vertx::cancelTimer);
    }
}
