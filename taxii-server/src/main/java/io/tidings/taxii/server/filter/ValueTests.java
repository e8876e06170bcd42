package io.tidings.taxii.server.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.taxii.server.query.BadQueryException;
import io.tidings.taxii.server.query.TaxiiTimestamp;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the values of a filter are converted and compared (§4 of the digest). */
enum ValueTests {
    /** Equal text, letter case included. */
    TEXT {
        @Override
        PathTree.ValueTest of(String field, List<String> values) {
            Set<String> wanted = new HashSet<>(values);
            return (parser, token) -> token == JsonToken.VALUE_STRING && wanted.contains(parser.getText());
        }
    },
    /** Equal hexadecimal digits in either letter case. */
    HEX {
        @Override
        PathTree.ValueTest of(String field, List<String> values) {
            Set<String> wanted =
                    values.stream().map(value -> value.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
            return (parser, token) -> token == JsonToken.VALUE_STRING
                    && wanted.contains(parser.getText().toLowerCase(Locale.ROOT));
        }
    },
    INTEGER {
        @Override
        PathTree.ValueTest of(String field, List<String> values) {
            return number(field, values, order -> order == 0);
        }
    },
    INTEGER_AT_LEAST {
        @Override
        PathTree.ValueTest of(String field, List<String> values) {
            return number(field, values, order -> order >= 0);
        }
    },
    INTEGER_AT_MOST {
        @Override
        PathTree.ValueTest of(String field, List<String> values) {
            return number(field, values, order -> order <= 0);
        }
    },
    TIME_AT_LEAST {
        @Override
        PathTree.ValueTest of(String field, List<String> values) {
            return time(field, values, order -> order >= 0);
        }
    },
    TIME_AT_MOST {
        @Override
        PathTree.ValueTest of(String field, List<String> values) {
            return time(field, values, order -> order <= 0);
        }
    };

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

    /** @throws BadQueryException if a value cannot be converted */
    abstract PathTree.ValueTest of(String field, List<String> values);

    private static PathTree.ValueTest number(String field, List<String> values, IntPredicate accepted) {
        List<BigDecimal> wanted =
                values.stream().map(value -> wholeNumber(field, value)).toList();
        return (parser, token) -> token.isNumeric() && anyNumber(parser, wanted, accepted);
    }

    private static boolean anyNumber(JsonParser parser, List<BigDecimal> wanted, IntPredicate accepted)
            throws java.io.IOException {
        BigDecimal found = parser.getDecimalValue();
        return wanted.stream().anyMatch(value -> accepted.test(found.compareTo(value)));
    }

    private static BigDecimal wholeNumber(String field, String value) {
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw new BadQueryException("match[" + field + "] is an integer");
        }
        return new BigDecimal(value);
    }

    private static PathTree.ValueTest time(String field, List<String> values, IntPredicate accepted) {
        List<StixTimestamp> wanted =
                values.stream().map(value -> timestamp(field, value)).toList();
        return (parser, token) -> token == JsonToken.VALUE_STRING
                && StixTimestamp.parse(parser.getText())
                        .filter(found -> wanted.stream().anyMatch(value -> accepted.test(found.compareTo(value))))
                        .isPresent();
    }

    private static StixTimestamp timestamp(String field, String value) {
        // A raw "+00:00" has become a blank by now, as it does in forms.
        Optional<StixTimestamp> lenient =
                TaxiiTimestamp.parse(value.replace(' ', '+')).map(StixTimestamp::of);
        return StixTimestamp.parse(value)
                .or(() -> lenient)
                .orElseThrow(() ->
                        new BadQueryException("match[" + field + "] is a timestamp such as 2016-11-03T12:30:59.000Z"));
    }
}
