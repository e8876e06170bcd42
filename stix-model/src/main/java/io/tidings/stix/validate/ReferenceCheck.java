package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.PropertyType.Reference;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The identifier of another object, of a type that may be referred to (STIX 2.1 §2.9).
 *
 * @param rule that states the targets
 * @param mandatory whether it is a MUST
 */
record ReferenceCheck(Reference type, Rule rule, boolean mandatory, ObjectTables tables) implements ValueCheck {
    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            pass.wrongType(token, Rule.S_006, "an identifier, object-type--UUID, in a string");
            return;
        }
        String text = pass.text();
        Optional<Pass.LocalReferences> local = pass.local();
        if (local.isPresent() && local.get().references.size() < Pass.MOST_KEPT) {
            local.get()
                    .references
                    .add(new Pass.LocalReference(text, pass.path.pointer().text(), type));
            return;
        }
        Optional<StixId> id = StixId.parse(text);
        if (id.isEmpty()) {
            pass.error(
                    Rule.S_006, Pass.quote(text) + " is no identifier", "give the id of an object, object-type--UUID");
            return;
        }
        IdentifierChecks.uuid(pass, id.get());
        target(pass, id.get().type());
    }

    private void target(Pass pass, String target) {
        // Of an object type that STIX does not define, the class cannot be told (S-120).
        if (type.allows(target) || tables.type(target).isEmpty()) {
            if (target.equals("bundle")) {
                pass.form(Rule.S_121, "refers to a bundle", "refer to the object itself; a bundle is only an envelope");
            }
            return;
        }
        if (target.equals("bundle")) {
            pass.form(Rule.S_121, "refers to a bundle", "refer to the object itself; a bundle is only an envelope");
            return;
        }
        String problem = "refers to an object of type " + target;
        String remedy = "refer to " + String.join(", ", new TreeSet<>(type.targets()));
        if (mandatory) {
            pass.form(rule, problem, remedy);
        } else {
            pass.warn(rule, problem, remedy);
        }
    }
}
