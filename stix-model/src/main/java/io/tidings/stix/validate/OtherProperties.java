package io.tidings.stix.validate;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.ScoIdentifiers;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The properties of a standard object that its table does not have: reserved, misplaced, custom or mistaken. */
final class OtherProperties implements ClosingCheck {
    private static final Set<String> VERSIONING = Set.of("created_by_ref", "created", "modified", "revoked");
    private static final Set<String> COMMON = Set.of(
            "spec_version",
            "created_by_ref",
            "created",
            "modified",
            "revoked",
            "labels",
            "confidence",
            "lang",
            "external_references",
            "object_marking_refs",
            "granular_markings",
            "defanged",
            "extensions");

    private final ObjectTable table;
    private final Set<String> reserved;

    OtherProperties(ObjectTable table, ObjectTables tables) {
        this.table = table;
        this.reserved = tables.reservedNames();
    }

    @Override
    public void check(Pass pass, Frame frame) {
        if (frame.others().isEmpty()) {
            return;
        }
        boolean extended = pass.extensionTypes().contains("toplevel-property-extension");
        List<String> custom = new ArrayList<>();
        boolean versioning = false;
        for (String name : frame.others()) {
            pass.path.enter(name);
            if (reserved.contains(name)) {
                pass.form(Rule.S_230, "is a reserved name", "leave it out; put the value under a name of your own");
            } else if (table.objectClass() == ObjectClass.SCO && VERSIONING.contains(name)) {
                versioning = true;
            } else if (COMMON.contains(name)) {
                misplaced(pass, name);
            } else if (!extended) {
                unlisted(pass, name, custom);
            } else if (!Names.isPropertyName(name)) {
                badName(pass, name, Rule.S_179);
            }
            pass.path.leave();
        }
        if (versioning) {
            versioned(pass, frame);
        }
        Custom.note(pass, custom);
    }

    private void unlisted(Pass pass, String name, List<String> custom) {
        if (table.objectClass() == ObjectClass.BUNDLE) {
            pass.form(Rule.S_200, "is no property of a bundle", "leave it out");
        } else if (!Custom.isCustom(name)) {
            pass.form(
                    Rule.S_078,
                    "is no property of " + table.name() + ", and no extension announces it",
                    "check the spelling; use an extension, or a name that begins with x_");
        } else {
            custom.add(name);
            if (!Names.isPropertyName(name)) {
                badName(pass, name, Rule.S_232);
            }
        }
    }

    private static void badName(Pass pass, String name, Rule rule) {
        pass.form(
                rule,
                Pass.quote(name) + " is of no legal form",
                "use 3 to 250 of a-z 0-9 _ for a property's name, a letter first");
    }

    private void misplaced(Pass pass, String name) {
        Rule rule = switch (name) {
            case "defanged" -> Rule.S_083;
            case "extensions" -> Rule.S_183;
            case "modified", "revoked" -> Rule.S_045;
            case "lang" -> table.name().equals("language-content") ? Rule.S_195 : Rule.S_080;
            case "spec_version" -> Rule.S_093;
            default -> Rule.S_080;
        };
        String problem = switch (rule) {
            case S_045 -> "is on a marking definition, which has no versions";
            case S_093 -> "is on a bundle, which has it in STIX 2.0 only";
            default -> "does not apply to " + table.name();
        };
        if (rule == Rule.S_093) {
            pass.note(rule, problem, "leave it out; each object states its own");
        } else {
            pass.form(
                    table.objectClass() == ObjectClass.BUNDLE ? Rule.S_200 : rule,
                    problem,
                    rule == Rule.S_045 ? "leave it out; a changed marking is a new object" : "leave it out");
        }
    }

    /** SCOs have no versions, but may be given some, as long as the identifier is not the one of their content. */
    private static void versioned(Pass pass, Frame frame) {
        Optional<String> id = frame.text("id");
        ByteSlice bytes = pass.bytes;
        if (id.isPresent() && isDeterministic(bytes, id.get())) {
            pass.form(
                    Rule.S_044,
                    "has properties of versioning, and an identifier that follows from its content",
                    "leave created, modified, revoked and created_by_ref out, or use a random identifier");
        } else {
            pass.note(
                    Rule.S_044,
                    "has properties of versioning, which do not apply to SCOs",
                    "leave created, modified, revoked and created_by_ref out");
        }
    }

    private static boolean isDeterministic(ByteSlice object, String id) {
        try {
            return ScoIdentifiers.of(object)
                    .filter(expected -> expected.value().equals(id))
                    .isPresent();
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }
}
