package io.tidings.stix.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The names that most objects have, so that their text need not be made anew for each. Immutable. */
final class KnownNames {
    private static final int SIZE = 256;

    private final String[] texts = new String[SIZE];
    private final byte[][] spellings = new byte[SIZE][];

    private KnownNames(List<String> names) {
        Arrays.fill(texts, "");
        Arrays.fill(spellings, new byte[0]);
        for (String name : names) {
            byte[] spelling = name.getBytes(StandardCharsets.US_ASCII);
            int place = place(Words.hash(spelling, 0, spelling.length));
            // Where two meet, the first stays, and the other is made anew each time.
            if (texts[place].isEmpty()) {
                texts[place] = name;
                spellings[place] = spelling;
            }
        }
    }

    static KnownNames standard() {
        return new KnownNames(List.of(
                "type",
                "id",
                "spec_version",
                "created",
                "modified",
                "created_by_ref",
                "revoked",
                "object_marking_refs",
                "labels",
                "granular_markings",
                "marking_ref",
                "selectors",
                "name",
                "description",
                "pattern",
                "pattern_type",
                "pattern_version",
                "valid_from",
                "valid_until",
                "indicator_types",
                "confidence",
                "lang",
                "external_references",
                "source_name",
                "url",
                "external_id",
                "hashes",
                "extensions",
                "extension_type",
                "kill_chain_phases",
                "kill_chain_name",
                "phase_name",
                "relationship_type",
                "source_ref",
                "target_ref",
                "sighting_of_ref",
                "observed_data_refs",
                "object_refs",
                "number_observed",
                "first_observed",
                "last_observed",
                "first_seen",
                "last_seen",
                "aliases",
                "is_family",
                "malware_types",
                "published",
                "value",
                "count",
                "definition_type",
                "definition",
                "x_mitre_attack_spec_version",
                "x_mitre_contributors",
                "x_mitre_deprecated",
                "x_mitre_detection",
                "x_mitre_domains",
                "x_mitre_is_subtechnique",
                "x_mitre_modified_by_ref",
                "x_mitre_platforms",
                "x_mitre_remote_support",
                "x_mitre_version"));
    }

    /** The name that the range spells; it holds no escape. */
    String text(byte[] bytes, int start, int length, long hash) {
        int place = place(hash);
        byte[] spelling = spellings[place];
        return spelling.length == length && Arrays.equals(spelling, 0, length, bytes, start, start + length)
                ? texts[place]
                : new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    private static int place(long hash) {
        return (int) (hash * 0x9e3779b97f4a7c15L >>> 56);
    }
}
