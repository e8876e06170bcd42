package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An object with any keys of the right form and at least one (STIX 2.1 §2.3).
 *
 * @param values checks by the JSON type that their values have
 * @param expected those types in words
 */
record DictionaryCheck(List<Alternative> values, String expected, Rule rule) implements ValueCheck {
    record Alternative(Set<JsonToken> tokens, ValueCheck check) {
        static final Set<JsonToken> NUMBERS = EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
    }

    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            pass.wrongType(token, Rule.S_065, "an object in braces");
            return;
        }
        Set<String> keys = new HashSet<>();
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String key = pass.parser.currentName();
            JsonToken value = pass.parser.nextToken();
            pass.path.enter(key);
            if (!keys.add(key)) {
                pass.fatal(Rule.S_001, "comes twice in one object", "keep one");
            }
            if (!Names.isKey(key)) {
                pass.form(
                        Rule.S_065,
                        "the key " + Pass.quote(key) + " is of no legal form",
                        "use 1 to 250 of a-z A-Z 0-9 - _");
            }
            value(pass, value);
            pass.path.leave();
        }
        if (keys.isEmpty()) {
            pass.error(Rule.S_065, "is an empty dictionary", "leave the property out, or give at least one entry");
        }
    }

    private void value(Pass pass, JsonToken token) throws IOException {
        for (Alternative alternative : values) {
            if (alternative.tokens().contains(token)) {
                alternative.check().check(pass, token);
                return;
            }
        }
        pass.wrongType(token, rule, expected);
    }
}
