package io.tidings.stix.validate;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.Property;
import io.tidings.stix.table.PropertyType;
import io.tidings.stix.table.Vocabulary;
import java.util.List;
import java.util.Optional;

/** The rules about what makes a whole object: identifier, versions, labels, markings. */
final class HeadChecks {
    /** Terms of vocabularies that say nothing about the object, so that they may be labels too. */
    private static final List<String> SAY_NOTHING = List.of("unknown", "unspecified");

    private HeadChecks() {}

    /** {@code id}, against the type and class that the object has. */
    static void identifier(Pass pass, Frame frame, String type, Optional<ObjectClass> objectClass) {
        Optional<String> text = frame.text("id");
        if (text.isEmpty()) {
            return;
        }
        pass.path.enter("id");
        Optional<StixId> id = StixId.parse(text.get());
        if (id.isEmpty()) {
            pass.fatal(
                    Rule.S_010,
                    Pass.quote(text.get()) + " is no identifier",
                    "write object-type--UUID, the UUID as 8-4-4-4-12 hexadecimal digits");
        } else if (!id.get().type().equals(type)) {
            pass.fatal(
                    Rule.S_010,
                    Pass.quote(text.get()) + " does not begin with the object's type",
                    "write " + type + "--" + id.get().uuidText());
        } else {
            IdentifierChecks.uuid(pass, id.get());
            IdentifierChecks.version(pass, id.get(), objectClass, pass.bytes);
        }
        pass.path.leave();
    }

    static void specVersion(Pass pass, Frame frame) {
        Optional<String> version = frame.text("spec_version");
        if (version.isPresent()
                && !version.get().equals("2.1")
                && !version.get().equals("2.0")) {
            pass.path.enter("spec_version");
            pass.form(Rule.S_090, Pass.quote(version.get()) + " is not the version of these rules", "write \"2.1\"");
            pass.path.leave();
        }
    }

    static void granularMarkings(Pass pass, Frame frame) {
        if (frame.has("granular_markings")) {
            MarkingChecks.granular(pass, frame);
        }
    }

    /** Labels that a property of the type is there for. */
    static ClosingCheck labels(ObjectTable table) {
        Optional<Property> property = table.properties().values().stream()
                .filter(candidate ->
                        candidate.name().endsWith("_types") && candidate.itemType() instanceof PropertyType.Term)
                .findFirst();
        if (property.isEmpty() || !table.properties().containsKey("labels")) {
            return (pass, frame) -> {};
        }
        Vocabulary vocabulary = ((PropertyType.Term) property.get().itemType()).vocabulary();
        String name = property.get().name();
        return (pass, frame) -> labels(pass, frame, vocabulary, name);
    }

    private static void labels(Pass pass, Frame frame, Vocabulary vocabulary, String property) {
        int index = 0;
        pass.path.enter("labels");
        for (String label : frame.list("labels")) {
            pass.path.enter(index++);
            if (vocabulary.contains(label) && !SAY_NOTHING.contains(label)) {
                pass.warn(
                        Rule.S_081,
                        Pass.quote(label) + " is a term of " + vocabulary.name(),
                        "put it into \"" + property + "\"");
            }
            pass.path.leave();
        }
        pass.path.leave();
    }

    /** Extensions that define an object type, on one that STIX defines already. */
    static void newType(Pass pass, String type) {
        for (String kind : pass.extensionTypes()) {
            if (kind.startsWith("new-")) {
                pass.path.enter("extensions");
                pass.form(
                        Rule.S_178,
                        "has an extension of kind " + kind + ", but " + type + " is a type of STIX",
                        "use property-extension, or a type of its own");
                pass.path.leave();
            }
        }
    }
}
