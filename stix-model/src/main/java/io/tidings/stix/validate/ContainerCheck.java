package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTables;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The deprecated observable container of observed data: SCOs under local keys, referring to each other by key (STIX
 * 2.1 §2.13).
 *
 * @param observables the checks of SCOs by type
 */
record ContainerCheck(Map<String, MembersCheck> observables) implements ValueCheck {
    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            pass.wrongType(token, Rule.S_021, "an object from key to SCO");
            return;
        }
        pass.warn(
                Rule.S_236,
                "is the deprecated form of observed data",
                "send the SCOs as objects of their own and refer to them in object_refs");
        Pass.LocalReferences local = new Pass.LocalReferences();
        Map<String, String> types = new HashMap<>();
        pass.enterContainer(local);
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String key = pass.parser.currentName();
            JsonToken value = pass.parser.nextToken();
            pass.path.enter(key);
            if (types.containsKey(key)) {
                pass.fatal(Rule.S_001, "comes twice in one object", "keep one");
            }
            types.put(key, observable(pass, value));
            pass.path.leave();
        }
        pass.leaveContainer();
        if (types.isEmpty()) {
            pass.error(Rule.S_065, "is an empty dictionary", "give at least one SCO, or use object_refs");
        }
        for (Pass.LocalReference reference : local.references) {
            resolve(pass, reference, types);
        }
    }

    private static void resolve(Pass pass, Pass.LocalReference reference, Map<String, String> types) {
        String type = types.get(reference.key());
        if (type == null) {
            pass.formAt(
                    reference.pointer(),
                    Rule.S_021,
                    Pass.quote(reference.key()) + " is no key of this container",
                    "refer to the key of an object in the same container");
        } else if (ObjectTables.standard().type(type).isPresent()
                && !reference.property().allows(type)) {
            pass.formAt(
                    reference.pointer(),
                    Rule.S_110,
                    "refers to an object of type " + type,
                    "refer to "
                            + String.join(
                                    ", ", new TreeSet<>(reference.property().targets())));
        }
    }

    /** Checks one of the objects; its type, empty where it has none. */
    private String observable(Pass pass, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            pass.wrongType(value, Rule.S_021, "an SCO in braces");
            return "";
        }
        String type = TypeScan.typeAt(pass);
        MembersCheck check = observables.get(type);
        if (check != null) {
            check.members(pass);
            return type;
        }
        if (type.isEmpty()) {
            pass.error(Rule.S_008, "has no \"type\", which is required", "add it");
        } else if (isOtherClass(type)) {
            pass.form(Rule.S_021, "is a " + type + ", which is no SCO", "keep only SCOs in the container");
        }
        FreeCheck.INSTANCE.check(pass, value);
        return type;
    }

    private static boolean isOtherClass(String type) {
        return ObjectTables.standard()
                .classOf(type)
                .filter(objectClass -> objectClass != ObjectClass.SCO)
                .isPresent();
    }
}
