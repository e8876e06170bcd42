package io.tidings.node.companion;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How the collection of a collection's provenance is named and found. */
public final class CompanionCollection {
    /** The property of a collection's resource that names it (TAXII 2.1 §7.1). */
    public static final String ANNOUNCED = "x_tidings_provenance";

    private static final String ENDING = "~provenance";

    private CompanionCollection() {}

    /** Its id, which follows from the id of the collection that it is about. */
    public static UUID idFor(UUID collection) {
        return UUID.nameUUIDFromBytes(("tidings-provenance " + collection).getBytes(StandardCharsets.US_ASCII));
    }

    /** Its alias, which no collection can have as a name. */
    public static String aliasFor(String name) {
        return name + ENDING;
    }

    public static String titleFor(String title) {
        return "Provenance of " + title;
    }
}
