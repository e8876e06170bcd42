package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The translations in language content: by language tag, made of strings, lists and objects alone (STIX 2.1 §7.1). */
final class TranslationsCheck implements ValueCheck {
    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            pass.wrongType(token, Rule.S_191, "an object from language tag to translations");
            return;
        }
        int languages = 0;
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String language = pass.parser.currentName();
            JsonToken value = pass.parser.nextToken();
            pass.path.enter(language);
            if (!StringForms.isLanguageTag(language)) {
                pass.form(
                        Rule.S_191,
                        Pass.quote(language) + " is no language tag",
                        "use a tag of RFC 5646 such as en, pt-BR or zh-Hans");
            }
            if (value == JsonToken.START_OBJECT) {
                translation(pass, value);
            } else {
                pass.wrongType(value, Rule.S_191, "an object with the translated properties");
            }
            pass.path.leave();
            languages++;
        }
        if (languages == 0) {
            pass.error(Rule.S_065, "is an empty dictionary", "give at least one language");
        }
    }

    private static void translation(Pass pass, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                int entries = 0;
                while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
                    pass.path.enter(pass.parser.currentName());
                    translation(pass, pass.parser.nextToken());
                    pass.path.leave();
                    entries++;
                }
                if (entries == 0) {
                    pass.form(Rule.S_065, "is an empty dictionary", "leave it out, or translate something");
                }
            }
            case START_ARRAY -> {
                int index = 0;
                for (JsonToken item = pass.parser.nextToken();
                        item != JsonToken.END_ARRAY;
                        item = pass.parser.nextToken()) {
                    pass.path.enter(index++);
                    translation(pass, item);
                    pass.path.leave();
                }
                if (index == 0) {
                    pass.form(Rule.S_064, "is an empty list", "leave it out, or translate its items");
                }
            }
            case VALUE_STRING -> {}
            default -> pass.wrongType(token, Rule.S_192, "a string; only text is translated");
        }
    }
}
