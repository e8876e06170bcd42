package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.table.PropertyType.Kind;
import io.tidings.stix.table.PropertyType.Numeric;
import io.tidings.stix.value.JsonNumber;
import java.io.IOException;
import java.util.OptionalLong;

/** Integers and floats within their range (STIX 2.1 §2.6, §2.10). */
record NumberCheck(Numeric type) implements ValueCheck {
    private static final long GREATEST = (1L << 53) - 1;
    private static final int SURELY_IN_RANGE = 15;

    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        boolean whole = type.kind() == Kind.INTEGER;
        if (!token.isNumeric()) {
            pass.wrongType(
                    token,
                    whole ? Rule.S_061 : Rule.S_062,
                    whole ? "a whole number, without quotes" : "a number, without quotes");
            return;
        }
        if (!whole) {
            checkFloat(pass, pass.parser.getDoubleValue());
        } else if (token == JsonToken.VALUE_NUMBER_INT && pass.parser.getTextLength() <= SURELY_IN_RANGE) {
            checkRange(pass, (double) pass.parser.getLongValue());
        } else {
            checkLong(pass, pass.text());
        }
    }

    private void checkLong(Pass pass, String text) throws IOException {
        OptionalLong value = number(text);
        if (value.isEmpty() || Math.abs(value.getAsLong()) > GREATEST) {
            pass.error(
                    Rule.S_061,
                    text + " is no integer of STIX",
                    "give a whole number from -9007199254740991 to 9007199254740991");
        } else {
            if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
                pass.note(Rule.S_061, text + " is written as a fraction", "write " + value.getAsLong());
            }
            checkRange(pass, (double) value.getAsLong());
        }
    }

    private static OptionalLong number(String text) {
        try {
            return new JsonNumber(text).asLong();
        } catch (NumberFormatException beyondDecimal) {
            return OptionalLong.empty();
        }
    }

    private void checkFloat(Pass pass, double value) throws IOException {
        if (Double.isInfinite(value)) {
            pass.error(Rule.S_062, pass.text() + " does not fit a double", "give a number of IEEE 754 double range");
        } else {
            checkRange(pass, value);
        }
    }

    private void checkRange(Pass pass, double value) throws IOException {
        if (value < type.least() || value > type.most()) {
            pass.error(
                    pass.path.property().equals("confidence") ? Rule.S_084 : Rule.S_061,
                    pass.text() + " is out of range",
                    "give a number "
                            + (type.most() == Double.POSITIVE_INFINITY
                                    ? "of at least " + (long) type.least()
                                    : "from " + (long) type.least() + " to " + (long) type.most()));
        }
    }
}
