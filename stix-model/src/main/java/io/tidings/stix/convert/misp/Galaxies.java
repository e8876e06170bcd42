package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clusters of galaxies as the SDOs that they are about. */
final class Galaxies {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("mitre-attack-pattern", "attack-pattern"),
            Map.entry("mitre-malware", "malware"),
            Map.entry("malpedia", "malware"),
            Map.entry("ransomware", "malware"),
            Map.entry("rat", "malware"),
            Map.entry("banker", "malware"),
            Map.entry("botnet", "malware"),
            Map.entry("stealer", "malware"),
            Map.entry("backdoor", "malware"),
            Map.entry("mitre-tool", "tool"),
            Map.entry("tool", "tool"),
            Map.entry("mitre-intrusion-set", "intrusion-set"),
            Map.entry("threat-actor", "threat-actor"),
            Map.entry("microsoft-activity-group", "threat-actor"),
            Map.entry("mitre-course-of-action", "course-of-action"),
            Map.entry("attack-pattern", "attack-pattern"),
            Map.entry("campaign", "campaign"),
            Map.entry("course-of-action", "course-of-action"),
            Map.entry("intrusion-set", "intrusion-set"),
            Map.entry("malware", "malware"));
    /** What galaxies that stand for the objects of a standard or of ATT&CK have in front of the type. */
    private static final Pattern PREFIX = Pattern.compile("^(?:stix-2\\.[01]|mitre-(?:enterprise|mobile|pre)-attack)-");

    private final EventContext context;

    Galaxies(EventContext context) {
        this.context = context;
    }

    /** The SDOs of the clusters of an event or attribute. */
    List<StixId> convert(JsonObject json, JsonPointer at) throws IOException {
        List<StixId> made = new ArrayList<>();
        for (Members.Located galaxy : Members.objects(json, "Galaxy", at, context.recorder)) {
            String type = PREFIX.matcher(Members.text(galaxy.json(), "type").toLowerCase(Locale.ROOT))
                    .replaceFirst("");
            for (Members.Located cluster :
                    Members.objects(galaxy.json(), "GalaxyCluster", galaxy.at(), context.recorder)) {
                if (TYPES.containsKey(type)) {
                    cluster(TYPES.getOrDefault(type, ""), cluster).ifPresent(made::add);
                } else {
                    context.lost(
                            cluster.at(), "galaxy " + type, "has no type of object in STIX here; its tag is a label");
                }
            }
        }
        return made;
    }

    private Optional<StixId> cluster(String type, Members.Located cluster) throws IOException {
        String value = Members.text(cluster.json(), "value").strip();
        String uuid = Members.text(cluster.json(), "uuid");
        if (value.isEmpty()) {
            context.lost(cluster.at(), "galaxy cluster", "it has no value to name it by");
            return Optional.empty();
        }
        String name = uuid.isEmpty() ? value : uuid;
        ObjectBuilder builder =
                context.begin(type, name, context.eventTags, cluster.at()).set("name", value);
        String description = Members.text(cluster.json(), "description").strip();
        if (!description.isEmpty()) {
            builder.set("description", description);
        }
        if (type.equals("malware")) {
            builder.set("is_family", true);
        }
        builder.add("external_references", EventContext.reference(name));
        return context.finish(builder, cluster.at(), value);
    }

    /** Relates an indicator or observation with what it is about. */
    void relate(StixId source, List<StixId> targets, Tags tags, JsonPointer at) throws IOException {
        for (StixId target : targets) {
            boolean indicates =
                    source.type().equals("indicator") && !target.type().equals("course-of-action");
            relate(source, indicates ? "indicates" : "related-to", target, tags, at);
        }
    }

    private void relate(StixId source, String type, StixId target, Tags tags, JsonPointer at) throws IOException {
        context.finish(relationship(context, source, type, target, tags, at), at, type);
    }

    static ObjectBuilder relationship(
            EventContext context, StixId source, String type, StixId target, Tags tags, JsonPointer at)
            throws IOException {
        return context.begin("relationship", source + " " + type + " " + target, tags, at)
                .set("relationship_type", type)
                .set("source_ref", source)
                .set("target_ref", target);
    }
}
