package io.tidings.node.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that never shows a time before a given one. After a restore stamps must lie after all that may have been given
 * before it, also if the machine's clock is set back later.
 */
final class ClockNotBefore extends Clock {
    private final Clock clock;
    private final Instant earliest;

    ClockNotBefore(Clock clock, Instant earliest) {
        this.clock = clock;
        this.earliest = earliest;
    }

    @Override
    public Instant instant() {
        Instant now = clock.instant();
        return now.isBefore(earliest) ? earliest : now;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ClockNotBefore(clock.withZone(zone), earliest);
    }
}
