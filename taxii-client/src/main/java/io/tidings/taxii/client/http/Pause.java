package io.tidings.taxii.client.http;

import java.time.Duration;

/** Waits; passed in so that tests need not. */
@FunctionalInterface
public interface Pause {
    void await(Duration time) throws InterruptedException;

    /** The calling thread sleeps. */
    static Pause sleeping() {
        return time -> Thread.sleep(time.toMillis());
    }
}
