package io.tidings.node.companion;

import io.tidings.stix.identifier.NameBasedIdentifiers;
import io.tidings.stix.marking.Tlp;
import java.util.UUID;

/** The names in a companion object, and how large it may be. */
final class CompanionForm {
    static final String TYPE = "x-tidings-provenance";
    static final String EXTENSION = "extension-definition--6b4b7d0e-2f0d-5a4b-9d3f-6a1f0f7c2c51";
    static final NameBasedIdentifiers IDS =
            new NameBasedIdentifiers(UUID.fromString("0e1f1d3c-56b9-4f4e-8d37-5a52d1c5f2a7"));

    /** One that is read; what we write ends well below. */
    static final int MOST_BYTES = 4 << 20;

    static final int MOST_OBJECTS = 1_000;
    static final int MOST_SEALS = 4_096;
    static final int MOST_LINKS = 16_384;

    private CompanionForm() {}

    /** The marking that says the same of the companion as is said of what it names. */
    static String marking(Tlp level) {
        return "marking-definition--"
                + switch (level) {
                    case CLEAR -> "94868c89-83c2-464b-929b-a1a8aa3c8487";
                    case GREEN -> "bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
                    case AMBER -> "55d920b0-5e8b-4f79-9ee9-91f868d9b421";
                    case AMBER_STRICT -> "939a9414-2ddd-4d32-a0cd-375ea402b003";
                    case RED -> "e828b379-4e03-4974-9ac4-e53a884c97c1";
                };
    }
}
