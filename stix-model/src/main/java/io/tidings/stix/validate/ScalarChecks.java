package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.table.Vocabulary;
import io.tidings.stix.time.StixTimestamp;
import java.io.IOException;

/** The checks of values that are no objects or lists (STIX 2.1 §2). */
final class ScalarChecks {
    private static final int SECONDS_LENGTH = 19;

    private ScalarChecks() {}

    static void string(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            pass.wrongType(token, Rule.S_063, "a string");
        }
    }

    static void bool(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            pass.wrongType(token, Rule.S_060, "true or false, without quotes");
        }
    }

    /** A string that has to be of a further form. */
    static ValueCheck formatted(StringForm form) {
        return (pass, token) -> {
            if (token == JsonToken.VALUE_STRING) {
                form.check(pass, pass.text());
            } else {
                pass.wrongType(token, Rule.S_063, "a string");
            }
        };
    }

    static ValueCheck timestamp(boolean milliseconds, boolean wholeSeconds) {
        return formatted((pass, text) -> {
            if (StixTimestamp.parse(text).isEmpty()) {
                pass.error(
                        Rule.S_050,
                        Pass.quote(text) + " is no timestamp",
                        "write it in UTC as YYYY-MM-DDTHH:mm:ss.sssZ, of a day that exists");
                return;
            }
            int digits = text.length() - SECONDS_LENGTH - 2;
            if (milliseconds && digits < 3) {
                pass.form(
                        Rule.S_052,
                        Pass.quote(text) + " has fewer than three digits of a second",
                        "write at least milliseconds, such as .000Z");
            } else if (wholeSeconds && digits > 0) {
                pass.form(Rule.S_053, Pass.quote(text) + " has a fraction of a second", "write whole seconds");
            }
        });
    }

    static ValueCheck term(Vocabulary vocabulary) {
        return formatted((pass, text) -> {
            if (vocabulary.contains(text)) {
                return;
            }
            String name = vocabulary.name();
            if (!vocabulary.open()) {
                pass.error(
                        Rule.S_073,
                        Pass.quote(text) + " is no value of " + name,
                        "use one of " + String.join(", ", vocabulary.terms()));
            } else if (!Names.isTerm(text)) {
                pass.warn(
                        Rule.S_073,
                        Pass.quote(text) + " is not in " + name + " and not in lower case with hyphens",
                        "use a listed term if one fits, else write it like " + Pass.quote(Names.asTerm(text)));
            } else {
                pass.note(
                        Rule.S_073,
                        Pass.quote(text) + " is not in " + name,
                        "use a listed term if one fits; others are legal");
            }
        });
    }

    static void binary(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            pass.wrongType(token, Rule.S_071, "base64 in a string");
        } else if (!Names.isBase64(
                pass.parser.getTextCharacters(), pass.parser.getTextOffset(), pass.parser.getTextLength())) {
            pass.error(Rule.S_071, "is not base64", "encode the bytes by RFC 4648 §4, with padding");
        }
    }

    static void hex(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            pass.wrongType(token, Rule.S_072, "hexadecimal digits in a string");
            return;
        }
        String text = pass.text();
        if (!Names.isHex(text) || text.length() % 2 != 0) {
            pass.error(Rule.S_072, Pass.quote(text) + " is not hexadecimal", "write two digits 0-9 a-f for each byte");
        } else if (Names.hasUpperCase(text)) {
            pass.form(Rule.S_072, Pass.quote(text) + " has upper-case digits", "write a-f in lower case");
        }
    }

    /** What a string has to be. */
    interface StringForm {
        void check(Pass pass, String text) throws IOException;
    }
}
