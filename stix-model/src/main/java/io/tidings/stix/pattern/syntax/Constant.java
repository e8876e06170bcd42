package io.tidings.stix.pattern.syntax;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.time.StixTimestamp;
import java.util.Optional;

/** A value written in a pattern (STIX 2.1 §9.2). */
public sealed interface Constant {
    Place place();

    /** In a word for messages: {@code string}, {@code integer}, … */
    String kind();

    record StringConstant(Place place, String value) implements Constant {
        @Override
        public String kind() {
            return "string";
        }
    }

    record IntegerConstant(Place place, long value) implements Constant {
        @Override
        public String kind() {
            return "integer";
        }
    }

    /** @param value finite */
    record FloatConstant(Place place, double value) implements Constant {
        @Override
        public String kind() {
            return "float";
        }
    }

    record BooleanConstant(Place place, boolean value) implements Constant {
        @Override
        public String kind() {
            return "boolean";
        }
    }

    /** {@code b'…'}, decoded. */
    record BinaryConstant(Place place, ByteSlice value) implements Constant {
        @Override
        public String kind() {
            return "binary";
        }
    }

    /** {@code h'…'}, decoded. */
    record HexConstant(Place place, ByteSlice value) implements Constant {
        @Override
        public String kind() {
            return "hex";
        }
    }

    /** @param text as written between the quotes: all fraction digits, and possibly a day that does not exist */
    record TimestampConstant(Place place, String text) implements Constant {
        /** Empty if there is no such day; the whole pattern then matches nothing. */
        public Optional<StixTimestamp> instant() {
            return StixTimestamp.parse(text);
        }

        @Override
        public String kind() {
            return "timestamp";
        }
    }
}
