package io.tidings.stix.pattern.regex;

/** What work is left to spend; one thread's. A step is about ten nanoseconds of a core. */
public final class Steps {
    private final long all;
    private long left;

    public Steps(long left) {
        this.all = left;
        this.left = left;
    }

    /** At most {@code most} of what is left, to be spent apart; what it cost is then {@link #used()}. */
    public Steps part(long most) {
        return new Steps(Math.min(most, left));
    }

    /** What was spent so far. */
    public long used() {
        return all - left;
    }

    /** Spends {@code count}; false if that was more than was left. */
    public boolean spend(long count) {
        left -= count;
        return left >= 0;
    }

    /** Whether more was asked for than there was. */
    public boolean isSpent() {
        return left < 0;
    }

    long left() {
        return left;
    }
}
