package io.tidings.benchmark;

import java.time.Duration;
import java.util.function.Supplier;

/** Time on the clock, processor time of the measured process, and processor time of the driver, over the same stretch. */
final class Stopwatch {
    private final Supplier<Duration> processorTime;
    private long wall;
    private Duration measured;
    private Duration driver;

    Stopwatch(Supplier<Duration> processorTime) {
        this.processorTime = processorTime;
        this.wall = System.nanoTime();
        this.measured = processorTime.get();
        this.driver = ofDriver();
    }

    /** What passed since the start or the last lap. */
    record Lap(double seconds, double processorSeconds, double driverSeconds) {
        double perSecond(long count) {
            return count / seconds;
        }

        /** Microseconds of the measured process for each. */
        double micros(long count) {
            return processorSeconds * 1e6 / count;
        }

        double driverMicros(long count) {
            return driverSeconds * 1e6 / count;
        }
    }

    Lap lap() {
        long wallNow = System.nanoTime();
        Duration measuredNow = processorTime.get();
        Duration driverNow = ofDriver();
        var lap =
                new Lap((wallNow - wall) / 1e9, seconds(measuredNow.minus(measured)), seconds(driverNow.minus(driver)));
        wall = wallNow;
        measured = measuredNow;
        driver = driverNow;
        return lap;
    }

    private static Duration ofDriver() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
