package io.tidings.node.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** This machine's clock against those of peers, and whose is probably wrong: the one with fewer on its side. */
final class ClockCheck {
    private static final String CHECK = "clock";
    private static final Duration NOTE = Duration.ofSeconds(2);
    private static final Duration WARN = Duration.ofSeconds(30);
    private static final Duration FAULT = Duration.ofMinutes(5);
    private static final Duration ALIKE = Duration.ofSeconds(5);

    private ClockCheck() {}

    static List<Finding> findings(List<ClockReading> readings) {
        List<Finding> findings = new ArrayList<>();
        long withUs = 1
                + readings.stream().filter(each -> isWithin(each.ahead(), NOTE)).count();
        for (ClockReading each : readings) {
            if (!isWithin(each.ahead(), NOTE)) {
                long withThem = readings.stream()
                        .filter(other -> isWithin(other.ahead().minus(each.ahead()), ALIKE))
                        .count();
                findings.add(differs(each, withUs, withThem));
            }
        }
        if (findings.isEmpty() && !readings.isEmpty()) {
            findings.add(Finding.ok(CHECK, "agrees with " + readings.size() + " peers to about a second"));
        }
        return findings;
    }

    private static Finding differs(ClockReading reading, long withUs, long withThem) {
        Duration off = reading.ahead().abs();
        String theirs = reading.ahead().isNegative() ? "behind" : "ahead of";
        String found = "the clock of " + reading.peer() + " is " + text(off) + " " + theirs + " ours; "
                + (withThem > withUs
                        ? "ours is probably wrong, " + withThem + " peers agree"
                        : withThem < withUs
                                ? "theirs is probably wrong, others agree with ours"
                                : "which is wrong cannot be told from here");
        String advice = withThem < withUs
                ? "tell " + reading.peer() + " to set theirs by NTP"
                : "set this machine's clock by NTP (timedatectl, chronyc tracking)"
                        + (withThem == withUs ? ", and have " + reading.peer() + " do the same" : "");
        Finding.Level level = isWithin(off, WARN)
                ? Finding.Level.OK
                : isWithin(off, FAULT) ? Finding.Level.WARNING : Finding.Level.FAULT;
        return new Finding(CHECK, level, found, advice);
    }

    private static boolean isWithin(Duration difference, Duration bound) {
        return difference.abs().compareTo(bound) <= 0;
    }

    private static String text(Duration off) {
        return off.toMinutes() >= 10 ? off.toMinutes() + " min" : off.toSeconds() + " s";
    }
}
