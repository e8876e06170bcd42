package io.tidings.stix.validate;

import io.tidings.stix.table.ObjectClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Objects of types that STIX does not define: by an extension (STIX 2.1 §7.3), or custom (§11.2). */
final class CustomObjects implements ClosingCheck {
    private static final List<String> VERSIONED = List.of("spec_version", "created", "modified");
    private static final Set<String> OF_SDO_ONLY =
            Set.of("created_by_ref", "created", "modified", "revoked", "labels", "confidence", "lang");

    @Override
    public void check(Pass pass, Frame frame) {
        String type = frame.text("type").orElse("");
        if (type.isEmpty()) {
            if (frame.text("type").isPresent()) {
                pass.path.enter("type");
                pass.fatal(Rule.S_010, "is empty", "write the object's type");
                pass.path.leave();
            }
            return;
        }
        Optional<ObjectClass> declared = declared(pass);
        name(pass, type, declared);
        boolean observable =
                declared.map(ObjectClass.SCO::equals).orElseGet(() -> !frame.has("created") && !frame.has("modified"));
        if (!observable) {
            required(pass, frame, declared.isPresent() ? Rule.S_175 : Rule.S_233);
        } else if (declared.isPresent()) {
            for (String name : OF_SDO_ONLY) {
                if (frame.has(name)) {
                    pass.path.enter(name);
                    pass.note(Rule.S_080, "does not apply to SCOs", "leave it out");
                    pass.path.leave();
                }
            }
        }
        if (!observable && frame.has("defanged")) {
            pass.path.enter("defanged");
            pass.form(Rule.S_083, "does not apply to objects other than SCOs", "leave it out");
            pass.path.leave();
        }
        for (String name : frame.others()) {
            if (!Names.isPropertyName(name)) {
                pass.path.enter(name);
                pass.form(
                        declared.isPresent() ? Rule.S_179 : Rule.S_233,
                        Pass.quote(name) + " is of no legal form",
                        "use 3 to 250 of a-z 0-9 _ for a property's name, a letter first");
                pass.path.leave();
            }
        }
        HeadChecks.identifier(pass, frame, type, observable ? Optional.empty() : Optional.of(ObjectClass.SDO));
        HeadChecks.specVersion(pass, frame);
        HeadChecks.granularMarkings(pass, frame);
    }

    private static Optional<ObjectClass> declared(Pass pass) {
        for (String kind : pass.extensionTypes()) {
            switch (kind) {
                case "new-sdo" -> {
                    return Optional.of(ObjectClass.SDO);
                }
                case "new-sro" -> {
                    return Optional.of(ObjectClass.SRO);
                }
                case "new-sco" -> {
                    return Optional.of(ObjectClass.SCO);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static void name(Pass pass, String type, Optional<ObjectClass> declared) {
        pass.path.enter("type");
        if (!Names.isTypeName(type)) {
            pass.form(
                    declared.isPresent() ? Rule.S_179 : Rule.S_233,
                    Pass.quote(type) + " is of no legal form",
                    "use 3 to 250 of a-z 0-9 - for an object type, a letter first, never two hyphens in a row");
        } else if (declared.isEmpty() && !type.startsWith("x-")) {
            pass.warn(
                    Rule.S_233,
                    Pass.quote(type) + " is no type of STIX, and no extension defines it",
                    "check the spelling; define it by an extension, or begin its name with x-");
        } else if (declared.isEmpty()) {
            pass.note(
                    Rule.S_231,
                    Pass.quote(type) + " is a custom object type",
                    "define an extension for new content; custom objects are deprecated");
        }
        pass.path.leave();
    }

    private static void required(Pass pass, Frame frame, Rule rule) {
        for (String name : VERSIONED) {
            if (!frame.has(name)) {
                String problem = "has no \"" + name + "\", which is required";
                if (name.equals("spec_version")) {
                    pass.form(Rule.S_090, problem, "add \"spec_version\": \"2.1\"");
                } else {
                    pass.error(rule, problem, "add it");
                }
            }
        }
    }
}
