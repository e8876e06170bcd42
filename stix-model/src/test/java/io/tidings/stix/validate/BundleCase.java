package io.tidings.stix.validate;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects that together break a rule, or just do not.
 *
 * @param objects in short: see {@link #of}
 */
record BundleCase(Rule rule, String title, boolean broken, List<String> objects) {
    private static final String A = "\"00000001-0c41-4a05-a5f4-8d0b0c6f7a51\"";
    private static final String ANN = ",\"created_by_ref\":\"identity--00000001-0c41-4a05-a5f4-8d0b0c6f7a51\"";
    private static final String BEN = ",\"created_by_ref\":\"identity--00000002-0c41-4a05-a5f4-8d0b0c6f7a51\"";

    static Stream<BundleCase> all() {
        return Stream.of(
                broken(Rule.S_017, "one UUID for two types", tool(1, 1, ANN), malware(1, 1, ANN)),
                kept(Rule.S_017, "one UUID of two producers", tool(1, 1, ANN), malware(1, 1, BEN)),
                kept(
                        Rule.S_017,
                        "an address and a name with the same text",
                        "{\"type\":\"ipv4-addr\",\"id\":\"ipv4-addr--00000001-0c41-5a05-a5f4-8d0b0c6f7a51\",\"value\":\"x\"}",
                        "{\"type\":\"url\",\"id\":\"url--00000001-0c41-5a05-a5f4-8d0b0c6f7a51\",\"value\":\"x\"}"),
                broken(
                        Rule.S_034,
                        "created differs",
                        tool(1, 1, ANN),
                        tool(1, 2, ANN).replace("2026-01-01", "2026-01-02")),
                broken(Rule.S_034, "the creator differs", tool(1, 1, ANN), tool(1, 2, BEN)),
                kept(Rule.S_034, "two versions", tool(1, 1, ANN), tool(1, 2, ANN)),
                broken(Rule.S_038, "one version, two contents", tool(1, 1, ANN), tool(1, 1, ANN + ",\"name\":\"x\"")),
                kept(Rule.S_038, "one version, written twice", tool(1, 1, ANN), " " + tool(1, 1, ANN) + " "),
                broken(Rule.S_203, "one version twice", tool(1, 1, ANN), tool(1, 1, ANN)),
                kept(Rule.S_203, "two versions", tool(1, 1, ANN), tool(1, 2, ANN)),
                broken(Rule.S_040, "revoked twice", tool(1, 1, revoked()), tool(1, 2, revoked())),
                kept(Rule.S_040, "revoked at last", tool(1, 1, ANN), tool(1, 2, revoked())),
                broken(Rule.S_041, "a version after the revocation", tool(1, 1, revoked()), tool(1, 2, ANN)),
                broken(Rule.S_041, "as above, the other way round", tool(1, 2, ANN), tool(1, 1, revoked())),
                kept(Rule.S_041, "an older version behind the revocation", tool(1, 2, revoked()), tool(1, 1, ANN)),
                broken(
                        Rule.S_116,
                        "a family as variant of an instance",
                        family(1, true),
                        family(2, false),
                        variant(1, 2)),
                kept(
                        Rule.S_116,
                        "an instance as variant of a family",
                        family(1, true),
                        family(2, false),
                        variant(2, 1)),
                kept(Rule.S_116, "a family of a family elsewhere", family(1, true), variant(1, 3)),
                broken(Rule.S_190, "a version that is not there", translation(3), tool(1, 1, ANN)),
                kept(Rule.S_190, "a version that is there", translation(2), tool(1, 1, ANN), tool(1, 2, ANN)),
                kept(Rule.S_190, "an object that is elsewhere", translation(2)),
                broken(Rule.S_192, "a list shorter than the translated one", goals(2), translated("[\"x\"]")),
                broken(Rule.S_192, "as above, the other way round", translated("[\"x\"]"), goals(2)),
                broken(Rule.S_192, "a list longer than the translated one", goals(1), translated("[\"x\",\"\"]")),
                kept(Rule.S_192, "item for item", translated("[\"x\",\"\"]"), goals(2)),
                kept(Rule.S_192, "a list too long to compare", goals(255), translated("[\"x\"]")),
                kept(Rule.S_192, "a list that the object does not have", tool(1, 1, ANN), translated("[\"x\"]")),
                kept(
                        Rule.S_192,
                        "a list of another version",
                        goals(2).replace("02-01T", "02-02T"),
                        translated("[\"x\"]")),
                broken(
                        Rule.S_202,
                        "a bundle inside",
                        "{\"type\":\"bundle\",\"id\":\"bundle--00000001-0c41-4a05-a5f4-8d0b0c6f7a51\"}"),
                kept(Rule.S_202, "an object inside", tool(1, 1, ANN)));
    }

    private static BundleCase broken(Rule rule, String title, String... objects) {
        return new BundleCase(rule, title, true, List.of(objects));
    }

    private static BundleCase kept(Rule rule, String title, String... objects) {
        return new BundleCase(rule, title, false, List.of(objects));
    }

    static String tool(int number, int day, String more) {
        return versioned("tool", number, day, more);
    }

    private static String malware(int number, int day, String more) {
        return versioned("malware", number, day, more);
    }

    private static String revoked() {
        return ANN + ",\"revoked\":true";
    }

    private static String family(int number, boolean family) {
        return versioned("malware", number, 1, ANN + ",\"is_family\":" + family);
    }

    private static String variant(int source, int target) {
        return versioned(
                "relationship",
                9,
                1,
                ",\"relationship_type\":\"variant-of\",\"source_ref\":\"malware--0000000" + source
                        + "-0c41-4a05-a5f4-8d0b0c6f7a51\",\"target_ref\":\"malware--0000000" + target
                        + "-0c41-4a05-a5f4-8d0b0c6f7a51\"");
    }

    private static String translation(int day) {
        return versioned(
                "language-content",
                8,
                1,
                ",\"object_ref\":\"tool--" + A.replace("\"", "") + "\",\"object_modified\":\"2026-02-0" + day
                        + "T00:00:00Z\"");
    }

    private static String goals(int items) {
        String goals = String.join(",", Collections.nCopies(items, "\"a [list], {of} \\\"it\\\"\""));
        return versioned("campaign", 1, 1, ",\"aliases\":[" + goals + "],\"x_nested\":[[1,2],{\"aliases\":[1,2,3]}]");
    }

    private static String translated(String aliases) {
        return versioned(
                "language-content",
                8,
                1,
                ",\"object_ref\":\"campaign--" + A.replace("\"", "")
                        + "\",\"object_modified\":\"2026-02-01T00:00:00Z\",\"contents\":{\"de\":{\"aliases\":" + aliases
                        + "}}");
    }

    private static String versioned(String type, int number, int day, String more) {
        return "{\"type\":\"" + type + "\",\"spec_version\":\"2.1\",\"id\":\"" + type + "--0000000" + number
                + "-0c41-4a05-a5f4-8d0b0c6f7a51\",\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-02-0"
                + day + "T00:00:00.000Z\"" + more + "}";
    }

    @Override
    public String toString() {
        return rule.id() + " " + (broken ? "broken" : "kept") + ": " + title;
    }
}
