package io.tidings.stix.table;

/** The classes of STIX 2.1 §1.2: what decides which common properties an object has. */
public enum ObjectClass {
    /** STIX Domain Object (§4). */
    SDO,
    /** STIX Relationship Object (§5): relationship and sighting. */
    SRO,
    /** STIX Cyber-observable Object (§6). */
    SCO,
    /** STIX Meta Object (§7): marking-definition, language-content, extension-definition. */
    SMO,
    /** A bundle (§8), which is no STIX Object. */
    BUNDLE
}
