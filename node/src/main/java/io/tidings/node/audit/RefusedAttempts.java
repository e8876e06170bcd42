package io.tidings.node.audit;

import io.tidings.node.agreement.Refusal;
import io.tidings.node.agreement.Refusals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records refused attempts: the first of each kind at once, its repetitions within a minute as one sum, and beyond a
 * hundred kinds a minute only how many there were for each reason. So nobody fills the log by knocking. Safe from any thread.
 */
public final class RefusedAttempts implements Refusals.Listener {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_KINDS = 100;

    private final AuditLog log;
    private final Clock clock;
    private final Map<Attempt, Long> again = new LinkedHashMap<>(); // guarded by this, as is all below
    private final Map<Refusal, Long> others = new EnumMap<>(Refusal.class);
    private Instant begun;

    private record Attempt(Refusal reason, String detail) {}

    public RefusedAttempts(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.begun = clock.instant();
    }

    @Override
    public synchronized void refused(Refusal reason, String detail) {
        endWindow();
        var attempt = new Attempt(reason, detail);
        if (again.containsKey(attempt)) {
            again.merge(attempt, 1L, Long::sum);
        } else if (again.size() < MOST_KINDS) {
            again.put(attempt, 0L);
            log.note(event(reason).with("detail", detail));
        } else {
            others.merge(reason, 1L, Long::sum);
        }
    }

    /** To be called now and then, so that sums are recorded though nobody knocks any more. */
    public synchronized void endWindow() {
        if (clock.instant().isBefore(begun.plus(WINDOW))) {
            return;
        }
        sums();
    }

    /** Records the sums there are. */
    public synchronized void sums() {
        again.forEach((attempt, times) -> {
            if (times > 0) {
                log.note(event(attempt.reason())
                        .with("detail", attempt.detail())
                        .with("again", times)
                        .with("since", begun.toString()));
            }
        });
        others.forEach(
                (reason, times) -> log.note(event(reason).with("others", times).with("since", begun.toString())));
        again.clear();
        others.clear();
        begun = clock.instant();
    }

    private static AuditEvent event(Refusal reason) {
        return AuditEvent.of(
                Kind.REFUSED, reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), "unknown");
    }
}
