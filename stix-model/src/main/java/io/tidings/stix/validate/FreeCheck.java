package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.identifier.StixId;
import java.io.IOException;

/**
 * Values that no table describes: of custom properties, extensions and custom objects. They are made of STIX types
 * all the same (§2), so there is no null, nothing empty, and the endings of names mean what they mean (§3.1).
 */
final class FreeCheck implements ValueCheck {
    static final FreeCheck INSTANCE = new FreeCheck();

    private FreeCheck() {}

    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        pass.enterUndescribed();
        value(pass, token, "");
        pass.leaveUndescribed();
    }

    /** As {@link #check}, of the value under {@code name}. */
    void check(Pass pass, JsonToken token, String name) throws IOException {
        pass.enterUndescribed();
        value(pass, token, name);
        pass.leaveUndescribed();
    }

    private void value(Pass pass, JsonToken token, String name) throws IOException {
        switch (token) {
            case START_OBJECT -> object(pass, name);
            case START_ARRAY -> list(pass, name);
            case VALUE_NULL -> pass.wrongType(token, Rule.S_009, "a value");
            case VALUE_STRING -> text(pass, name);
            default -> suffix(pass, token, name);
        }
    }

    private void object(Pass pass, String name) throws IOException {
        int entries = 0;
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String key = pass.parser.currentName();
            JsonToken value = pass.parser.nextToken();
            pass.path.enter(key);
            if (!Names.isKey(key)) {
                pass.form(
                        Rule.S_065,
                        "the key " + Pass.quote(key) + " is of no legal form",
                        "use 1 to 250 of a-z A-Z 0-9 - _");
            } else if (!name.endsWith("hashes") && Names.hasUpperCase(key)) {
                pass.warn(Rule.S_065, "the key " + Pass.quote(key) + " is not in lower case", "write it in lower case");
            }
            value(pass, value, key);
            pass.path.leave();
            entries++;
        }
        if (entries == 0) {
            pass.error(Rule.S_065, "is an empty dictionary", "leave it out, or give at least one entry");
        }
    }

    private void list(Pass pass, String name) throws IOException {
        int index = 0;
        for (JsonToken item = pass.parser.nextToken(); item != JsonToken.END_ARRAY; item = pass.parser.nextToken()) {
            pass.path.enter(index++);
            value(pass, item, name.endsWith("_refs") ? "_ref" : "");
            pass.path.leave();
        }
        if (index == 0) {
            pass.error(Rule.S_064, "is an empty list", "leave it out, or give at least one item");
        }
    }

    private static void text(Pass pass, String name) throws IOException {
        if (name.endsWith("_ref") && pass.local().isEmpty()) {
            String text = pass.text();
            if (StixId.parse(text).isEmpty()) {
                pass.error(
                        Rule.S_006,
                        Pass.quote(text) + " is no identifier, though the name ends in _ref",
                        "give the id of an object, or take another name");
            }
        } else if (name.endsWith("_hex")) {
            ScalarChecks.hex(pass, JsonToken.VALUE_STRING);
        } else if (name.endsWith("_bin")) {
            ScalarChecks.binary(pass, JsonToken.VALUE_STRING);
        } else if (name.endsWith("_refs")) {
            pass.error(Rule.S_006, "is a string, though the name ends in _refs", "give a list of identifiers");
        }
    }

    private static void suffix(Pass pass, JsonToken token, String name) throws IOException {
        if (name.endsWith("_ref") || name.endsWith("_refs")) {
            pass.wrongType(token, Rule.S_006, "an identifier, or take another name");
        } else if (name.endsWith("_hex") || name.endsWith("_bin")) {
            pass.wrongType(token, Rule.S_006, "a string, or take another name");
        }
    }
}
