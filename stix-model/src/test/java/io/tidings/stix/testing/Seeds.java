package io.tidings.stix.testing;

import java.util.stream.LongStream;

/** Seeds for property tests; the test's display name shows the one at fault. */
public final class Seeds {
    private Seeds() {}

    public static LongStream hundred() {
        return LongStream.range(1, 101);
    }

    public static LongStream thousand() {
        return LongStream.range(1, 1001);
    }
}
