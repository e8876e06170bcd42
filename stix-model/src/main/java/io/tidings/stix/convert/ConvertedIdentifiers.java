package io.tidings.stix.convert;

import io.tidings.stix.identifier.NameBasedIdentifiers;
import io.tidings.stix.identifier.ScoIdentifiers;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * Identifiers of what conversions make, so that the same input gives the same objects.
 *
 * <p>UUIDv5 over {@link #NAMESPACE}, never over that of SCOs (S-013). The name is a compact JSON list of strings; what
 * stands in it is documented with each conversion.
 */
public final class ConvertedIdentifiers {
    /** Of Tidings' conversions; chosen by chance once and never to change. */
    public static final UUID NAMESPACE = UUID.fromString("b5f1d2c7-8a0e-4f63-9d41-2e7c60a98b15");

    private static final NameBasedIdentifiers IDENTIFIERS = new NameBasedIdentifiers(NAMESPACE);
    /** Where the version of a UUID stands, from the end of an identifier. */
    private static final int VERSION_FROM_END = 22;

    private ConvertedIdentifiers() {}

    /** The identifier of a {@code type} object that is told from others by {@code name}. */
    public static StixId of(String type, String... name) {
        return IDENTIFIERS.of(type, JsonList.ofTexts(List.of(name)).toBytes());
    }

    /**
     * The identifier of an SCO: by its content where STIX has a rule for it. Where it has none, a UUIDv4 must stand
     * (S-015); this one is drawn from a hash of {@code name}, so that it repeats.
     *
     * @throws IllegalArgumentException if {@code sco} cannot be written as I-JSON
     */
    public static StixId ofObservable(String type, JsonObject sco, String... name) {
        return ScoIdentifiers.of(sco.toBytes()).orElseGet(() -> asVersion4(of(type, name)));
    }

    private static StixId asVersion4(StixId id) {
        String text = id.value();
        int version = text.length() - VERSION_FROM_END;
        return new StixId(text.substring(0, version) + "4" + text.substring(version + 1));
    }
}
