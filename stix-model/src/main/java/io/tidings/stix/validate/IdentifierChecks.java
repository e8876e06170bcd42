package io.tidings.stix.validate;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.ScoIdentifiers;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.table.ObjectClass;
import java.util.Optional;

/** The rules about identifiers beyond their form (STIX 2.1 §2.9, §3.4). */
final class IdentifierChecks {
    private static final int VERSION_AT = 14;
    private static final int VARIANT_AT = 19;
    private static final int UUID_LENGTH = 36;

    private IdentifierChecks() {}

    /** The UUID of any identifier, an object's own or a reference. */
    static void uuid(Pass pass, StixId id) {
        String text = id.value();
        int start = text.length() - UUID_LENGTH;
        char variant = text.charAt(start + VARIANT_AT);
        int version = Character.digit(text.charAt(start + VERSION_AT), 16);
        boolean variantFits = "89abAB".indexOf(variant) >= 0;
        if (!variantFits || version < 1 || version > 8) {
            pass.form(
                    Rule.S_011,
                    Pass.quote(text) + " holds no UUID of RFC 4122",
                    "use a UUID of version 1 to 5 and the variant of RFC 4122");
        } else if (version > 5) {
            pass.warn(
                    Rule.S_011,
                    Pass.quote(text) + " holds a UUID of version " + version + ", which RFC 4122 does not know",
                    "use version 4 or 5");
        }
        if (hasUpperCase(text, start)) {
            pass.note(
                    Rule.S_018,
                    Pass.quote(text) + " has upper-case digits, and identifiers are compared as text",
                    "write identifiers in lower case");
        }
    }

    private static boolean hasUpperCase(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'F') {
                return true;
            }
        }
        return false;
    }

    /** Whether an object's own identifier is of the version that its class should have. */
    static void version(Pass pass, StixId id, Optional<ObjectClass> objectClass, ByteSlice object) {
        char version = id.uuidText().charAt(VERSION_AT);
        if (objectClass.filter(ObjectClass.SCO::equals).isPresent()) {
            observable(pass, id, version, object);
        } else if (version != '4' && objectClass.isPresent()) {
            pass.warn(Rule.S_012, "is not a UUIDv4", "use a random UUID; others of RFC 4122 are legal");
        }
    }

    private static void observable(Pass pass, StixId id, char version, ByteSlice object) {
        Optional<StixId> expected;
        try {
            expected = ScoIdentifiers.of(object);
        } catch (IllegalArgumentException unfit) {
            return; // a value that cannot be canonical has its own finding
        }
        if (expected.isEmpty()) {
            if (version != '4') {
                pass.form(
                        Rule.S_015,
                        "is not a UUIDv4, though no property identifies the object",
                        "use a random UUID where none of the identifying properties is present");
            }
        } else if (version != '5') {
            pass.warn(
                    Rule.S_014,
                    "does not follow from the content",
                    "use " + expected.get().value());
        } else if (!expected.get().equals(id)) {
            pass.note(
                    Rule.S_220,
                    "is not the identifier that the content gives, which is "
                            + expected.get().value(),
                    "compute it by §2.9; another recipe needs another namespace");
        }
    }
}
