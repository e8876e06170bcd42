package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.table.Vocabulary;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The extensions of an object: predefined ones by name, others by the identifier of their definition (STIX 2.1 §3.2,
 * §7.3).
 *
 * @param predefined the checks of those that the object's type may have
 * @param elsewhere the names of all predefined ones, each with the type it is for
 * @param observable whether the object is an SCO, which alone may have custom extensions (§11.3)
 */
record ExtensionsCheck(
        Map<String, MembersCheck> predefined, Map<String, String> elsewhere, Vocabulary kinds, boolean observable)
        implements ValueCheck {
    private static final String DEFINITION = "extension-definition--";

    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            pass.wrongType(token, Rule.S_065, "an object from extension to its properties");
            return;
        }
        Set<String> keys = new HashSet<>();
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String key = pass.parser.currentName();
            JsonToken value = pass.parser.nextToken();
            pass.path.enter(key);
            if (!keys.add(key)) {
                pass.fatal(Rule.S_177, "comes twice in one object", "keep one");
            }
            extension(pass, key, value);
            pass.path.leave();
        }
        if (keys.isEmpty()) {
            pass.error(Rule.S_065, "is an empty dictionary", "leave \"extensions\" out, or give at least one");
        }
    }

    private void extension(Pass pass, String key, JsonToken value) throws IOException {
        MembersCheck known = predefined.get(key);
        if (known != null) {
            if (pass.path.depth() == 2) {
                pass.predefinedExtensions().add(key);
            }
            known.check(pass, value);
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            pass.wrongType(value, Rule.S_182, "an object with the extension's properties");
            return;
        }
        boolean defined = key.startsWith(DEFINITION);
        if (defined) {
            Optional<StixId> id = StixId.parse(key);
            if (id.isEmpty()) {
                pass.error(
                        Rule.S_173,
                        "the key is no identifier of an extension definition",
                        "use the id of the extension-definition object");
            } else {
                IdentifierChecks.uuid(pass, id.get());
            }
        } else {
            custom(pass, key);
        }
        properties(pass, defined);
    }

    private void custom(Pass pass, String key) {
        String other = elsewhere.get(key);
        if (other != null) {
            pass.form(Rule.S_176, "is an extension of " + other + " objects", "use it on those only");
        } else if (!observable) {
            pass.form(
                    Rule.S_173,
                    Pass.quote(key) + " names no extension",
                    "use the id of an extension-definition as key");
        } else if (!key.endsWith("-ext") || !Names.isTypeName(key)) {
            pass.form(
                    Rule.S_234,
                    "the key " + Pass.quote(key) + " is of no legal form",
                    "use the id of an extension-definition, or a-z 0-9 - with a letter first and -ext at the end");
        } else {
            pass.note(
                    Rule.S_234,
                    Pass.quote(key) + " is a custom extension",
                    "define an extension for new content; custom extensions are deprecated");
        }
    }

    private void properties(Pass pass, boolean defined) throws IOException {
        boolean outermost = pass.path.depth() == 2;
        String kind = "";
        int own = 0;
        boolean stated = false;
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String name = pass.parser.currentName();
            JsonToken value = pass.parser.nextToken();
            pass.path.enter(name);
            if (name.equals("extension_type")) {
                stated = true;
                kind = kind(pass, value);
            } else {
                own++;
                if (!Names.isPropertyName(name)) {
                    pass.form(
                            Rule.S_179,
                            Pass.quote(name) + " is of no legal form",
                            "use 3 to 250 of a-z 0-9 _ for a property's name, a letter first");
                }
                FreeCheck.INSTANCE.check(pass, value, name);
            }
            pass.path.leave();
        }
        if (outermost && !kind.isEmpty()) {
            pass.extensionTypes().add(kind);
        }
        if (!stated && own == 0) {
            pass.error(Rule.S_182, "is empty", "give the extension's properties, or leave it out");
        } else if (!stated && defined) {
            pass.form(Rule.S_173, "has no \"extension_type\"", "add the kind of extension that it is here");
        } else if (kind.equals("property-extension") && own == 0) {
            pass.form(Rule.S_179, "has no property of its own", "give at least one property beside extension_type");
        } else if (kind.equals("toplevel-property-extension") && own > 0) {
            pass.form(
                    Rule.S_174,
                    "has properties inside, though its kind puts them on the object itself",
                    "leave only extension_type here, or make it a property-extension");
        }
    }

    private String kind(Pass pass, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            pass.wrongType(value, Rule.S_173, "the kind of extension in a string");
            return "";
        }
        String kind = pass.text();
        if (kinds.contains(kind)) {
            return kind;
        }
        pass.error(
                Rule.S_170,
                Pass.quote(kind) + " is no kind of extension",
                "use one of " + String.join(", ", kinds.terms()));
        return "";
    }
}
