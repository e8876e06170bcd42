package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.syntax.Constant;
import io.tidings.stix.table.PropertyType.Kind;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonNumber;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** A constant as values are compared with it (STIX 2.1 §9.6). */
interface Comparand {
    /** The answer for a value of a type that cannot be compared with the constant's. */
    int INCOMPARABLE = Integer.MIN_VALUE;

    /** Negative, 0 or positive as {@code value} is less than the constant, equal or greater. */
    int compare(JsonValue value);

    /**
     * @param kind of the property by the tables, if they say: only they can tell a timestamp from a string
     */
    static Comparand of(Constant constant, Native property, Optional<Kind> kind) {
        if (constant instanceof Constant.StringConstant string) {
            return ofString(string.value(), property, kind);
        }
        if (constant instanceof Constant.IntegerConstant integer) {
            long number = integer.value();
            return value -> value instanceof JsonNumber n ? sign(Numbers.compare(n.text(), number)) : INCOMPARABLE;
        }
        if (constant instanceof Constant.FloatConstant real) {
            double number = real.value();
            return value -> value instanceof JsonNumber n ? sign(Numbers.compare(n.text(), number)) : INCOMPARABLE;
        }
        if (constant instanceof Constant.BooleanConstant flag) {
            return value -> value instanceof JsonBoolean b ? (b.value() == flag.value() ? 0 : 1) : INCOMPARABLE;
        }
        if (constant instanceof Constant.BinaryConstant binary) {
            return ofBytes(binary.value().toByteArray(), property);
        }
        if (constant instanceof Constant.HexConstant hex) {
            return ofBytes(hex.value().toByteArray(), property);
        }
        return ofTimestamp((Constant.TimestampConstant) constant, kind);
    }

    private static Comparand ofString(String text, Native property, Optional<Kind> kind) {
        if (kind.equals(Optional.of(Kind.TIMESTAMP))) {
            return value -> INCOMPARABLE;
        }
        if (property == Native.TEXT) {
            return value -> value instanceof JsonString s ? sign(Texts.compare(s.text(), text)) : INCOMPARABLE;
        }
        return Native.latin(text).map(bytes -> ofBytes(bytes, property)).orElse(value -> INCOMPARABLE);
    }

    private static Comparand ofBytes(byte[] constant, Native property) {
        return value -> property.bytes(value)
                .map(bytes -> sign(Arrays.compareUnsigned(bytes, constant)))
                .orElse(INCOMPARABLE);
    }

    private static Comparand ofTimestamp(Constant.TimestampConstant constant, Optional<Kind> kind) {
        Optional<StixTimestamp> instant = constant.instant();
        boolean comparable = instant.isPresent()
                && kind.map(known -> known == Kind.TIMESTAMP).orElse(true);
        if (!comparable) {
            return value -> INCOMPARABLE;
        }
        return value -> value.asText()
                .flatMap(StixTimestamp::parse)
                .map(time -> sign(time.compareTo(instant.get())))
                .orElse(INCOMPARABLE);
    }

    private static int sign(int order) {
        return Integer.signum(order);
    }
}
