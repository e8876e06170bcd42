package io.tidings.stix.pattern.syntax;

import java.math.BigDecimal;

/** What narrows an observation expression in time or number (STIX 2.1 §9.5.1). */
public sealed interface Qualifier {
    Place place();

    /** The word it begins with; an expression takes each at most once. */
    String keyword();

    /** @param seconds as written, not negative; the text wants it positive */
    record Within(Place place, BigDecimal seconds) implements Qualifier {
        /** Trailing zeros do not make another number. */
        public Within {
            seconds = seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
        }

        @Override
        public String keyword() {
            return "WITHIN";
        }
    }

    /** @param times not negative; the text wants it positive */
    record Repeats(Place place, long times) implements Qualifier {
        @Override
        public String keyword() {
            return "REPEATS";
        }
    }

    /** From {@code start}, which counts, to {@code stop}, which does not. */
    record StartStop(Place place, Constant.TimestampConstant start, Constant.TimestampConstant stop)
            implements Qualifier {
        @Override
        public String keyword() {
            return "START";
        }
    }
}
