package io.tidings.stix.pattern.match;

/** What an expression asks of the times bound inside it, on top of what the expressions around it ask. */
sealed interface Scope {
    Scope outer();

    /** The outermost. */
    record Everything() implements Scope {
        @Override
        public Scope outer() {
            return this;
        }
    }

    /** Not before any of the bindings number {@code from} (inclusive) to {@code to} (exclusive). */
    record After(Scope outer, int from, int to) implements Scope {}

    /** No further apart than {@code widest}; the bindings inside begin with number {@code from}. A class of its own kind. */
    final class Window implements Scope {
        private final Scope outer;
        private final int from;
        private final long widest;

        Window(Scope outer, int from, long widest) {
            this.outer = outer;
            this.from = from;
            this.widest = widest;
        }

        @Override
        public Scope outer() {
            return outer;
        }

        int from() {
            return from;
        }

        long widest() {
            return widest;
        }
    }

    /** From {@code start} to {@code stop}, both inclusive. */
    record Inside(Scope outer, long start, long stop) implements Scope {}

    /** Whether {@code window}, this very one, is among these. */
    default boolean has(Window window) {
        Scope scope = this;
        while (!(scope instanceof Everything)) {
            if (scope == window) {
                return true;
            }
            scope = scope.outer();
        }
        return false;
    }
}
