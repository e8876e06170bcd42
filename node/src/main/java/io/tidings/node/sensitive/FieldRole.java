package io.tidings.node.sensitive;

import java.util.Set;

/** What the values of a property are like, and so what is worth looking for in them. */
enum FieldRole {
    /** Words of people: everything is looked for. */
    TEXT,
    /** Values made by or for machines, and about attackers as a rule: no telephone numbers, whose form many have. */
    TECHNICAL,
    /** How to reach somebody, written there to be read: neither telephone numbers nor e-mail addresses. */
    CONTACT,
    /** Identifiers, times, digests and bytes: nothing to find, and much to mistake. */
    NOTHING;

    private static final Set<String> NOTHING_IN = Set.of(
            "id",
            "type",
            "spec_version",
            "created",
            "modified",
            "lang",
            "hashes",
            "granular_markings",
            "object_marking_refs",
            "pattern_type",
            "pattern_version",
            "payload_bin",
            "definition_type",
            "encryption_algorithm",
            "mime_type",
            "extension_type");

    private static final Set<String> NOTHING_AT_END = Set.of("_ref", "_refs", "_bin", "_hex");

    private static final Set<String> TECHNICAL_IN =
            Set.of("pattern", "url", "external_id", "source_name", "command_line", "schema");

    private static final Set<String> TEXT_IN_OBSERVABLES =
            Set.of("body", "subject", "display_name", "content", "description", "name", "account_login");

    /**
     * @param name of the property, the nearest one where the value stands in a list
     * @param observable whether the object is a cyber-observable one, which is a value itself
     */
    static FieldRole of(String name, boolean observable) {
        if (NOTHING_IN.contains(name) || endsSo(name)) {
            return NOTHING;
        }
        if (name.equals("contact_information")) {
            return CONTACT;
        }
        if (TECHNICAL_IN.contains(name)) {
            return TECHNICAL;
        }
        return observable && !TEXT_IN_OBSERVABLES.contains(name) && !name.startsWith("x_") ? TECHNICAL : TEXT;
    }

    private static boolean endsSo(String name) {
        int underscore = name.lastIndexOf('_');
        return underscore >= 0 && NOTHING_AT_END.contains(name.substring(underscore));
    }

    boolean looksFor(SensitiveKind kind) {
        return switch (this) {
            case TEXT -> true;
            case TECHNICAL -> kind != SensitiveKind.PHONE;
            case CONTACT -> kind != SensitiveKind.PHONE && kind != SensitiveKind.EMAIL;
            case NOTHING -> false;
        };
    }
}
