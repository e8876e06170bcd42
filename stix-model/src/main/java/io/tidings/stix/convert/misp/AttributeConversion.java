package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts attributes one by one: to indicators where they are for detection, else to observed data. */
final class AttributeConversion {
    private static final Set<String> KNOWN = Set.of(
            "id",
            "event_id",
            "object_id",
            "sharing_group_id",
            "uuid",
            "type",
            "category",
            "value",
            "to_ids",
            "comment",
            "timestamp",
            "deleted",
            "disable_correlation",
            "object_relation",
            "first_seen",
            "last_seen",
            "distribution",
            "Tag",
            "Galaxy",
            "Sighting",
            "ShadowAttribute");
    /** Languages of rules that an indicator may be written in. */
    private static final Set<String> RULES = Set.of("yara", "sigma", "snort", "suricata", "zeek");

    private final EventContext context;
    private final Galaxies galaxies;

    AttributeConversion(EventContext context, Galaxies galaxies) {
        this.context = context;
        this.galaxies = galaxies;
    }

    /** Whether it is a link that belongs to the report, not something seen. */
    private static boolean isReadingMatter(Attribute attribute) {
        return attribute.type().equals("link")
                && !attribute.forDetection()
                && !attribute.deleted()
                && attribute.value().matches("(?i)https?://\\S+");
    }

    void convert(Attribute attribute) throws IOException {
        Members.remarkOthers(attribute.json(), KNOWN, attribute.at(), context.recorder);
        proposals(attribute);
        if (isReadingMatter(attribute)) {
            context.link(attribute.value());
            return;
        }
        Tags tags = Tags.of(attribute.json(), attribute.at(), context.recorder);
        if (Notes.isWords(attribute.type()) && !attribute.value().isEmpty()) {
            new Notes(context).convert(attribute, tags);
            return;
        }
        Optional<StixId> made;
        if (RULES.contains(attribute.type()) && !attribute.value().isEmpty()) {
            made = indicator(Described.of(attribute), attribute.value(), attribute.type(), tags);
        } else if (attribute.type().equals("vulnerability")
                && !attribute.value().isEmpty()) {
            made = vulnerability(attribute, tags);
        } else {
            made = observed(attribute, tags);
        }
        if (made.isPresent()) {
            finish(attribute, made.get(), tags);
        }
    }

    private Optional<StixId> observed(Attribute attribute, Tags tags) throws IOException {
        Optional<Shape> shape = AttributeForms.of(attribute.type(), attribute.value());
        if (shape.isEmpty()) {
            context.lost(
                    attribute.at(),
                    attribute.type(),
                    "this type has no form in STIX here, or the value is not of the type: " + attribute.value());
            return Optional.empty();
        }
        return describe(Described.of(attribute), shape.get(), attribute.forDetection(), tags);
    }

    /** An indicator or observed data of what a shape describes. */
    Optional<StixId> describe(Described described, Shape shape, boolean forDetection, Tags tags) throws IOException {
        if (forDetection && shape.pattern().isPresent()) {
            return indicator(described, shape.pattern().get(), "stix", tags);
        }
        List<StixId> observables = context.observables(shape, tags, described.at());
        if (observables.isEmpty()) {
            context.lost(described.at(), described.label(), "it is not for detection, and has no form as an SCO");
            return Optional.empty();
        }
        StixTimestamp first = Members.isoTime(described.json(), "first_seen").orElse(described.time(context));
        StixTimestamp last = Members.isoTime(described.json(), "last_seen").orElse(first);
        ObjectBuilder observed = context.begin("observed-data", described.name(), tags, described.at())
                .set("first_observed", first)
                .set("last_observed", last.compareTo(first) < 0 ? first : last)
                .set("number_observed", 1)
                .set("labels", labels(described, tags))
                .set("object_refs", Shape.references(observables));
        return finish(observed, described);
    }

    private Optional<StixId> indicator(Described described, String pattern, String patternType, Tags tags)
            throws IOException {
        ObjectBuilder indicator = context.begin("indicator", described.name(), tags, described.at())
                .set("name", described.title())
                .set("pattern", pattern)
                .set("pattern_type", patternType)
                .set(
                        "valid_from",
                        Members.isoTime(described.json(), "first_seen").orElse(described.time(context)))
                .set("labels", labels(described, tags));
        String comment = Members.text(described.json(), "comment").strip();
        if (!comment.isEmpty()) {
            indicator.set("description", comment);
        }
        Members.isoTime(described.json(), "last_seen")
                .ifPresent(time -> context.lost(
                        described.at().member("last_seen"),
                        time.text(),
                        "an indicator says how long it is valid, not when it was seen last"));
        return finish(indicator, described);
    }

    private Optional<StixId> vulnerability(Attribute attribute, Tags tags) throws IOException {
        Described described = Described.of(attribute);
        String name = attribute.value();
        ObjectBuilder vulnerability = context.begin("vulnerability", described.name(), tags, attribute.at())
                .set("name", name)
                .set("labels", labels(described, tags));
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.matches("CVE-[0-9]{4}-[0-9]{4,}")) {
            vulnerability.externalReference("cve", upper);
        }
        return finish(vulnerability, described);
    }

    private Optional<StixId> finish(ObjectBuilder builder, Described described) throws IOException {
        if (!described.uuid().isEmpty()) {
            builder.add("external_references", EventContext.reference(described.uuid()));
        }
        if (Members.flag(described.json(), "deleted")) {
            builder.set("revoked", true);
        }
        Optional<StixId> id = context.finish(builder, described.at(), described.label());
        id.ifPresent(it -> context.name(described.uuid(), it));
        return id;
    }

    /** What hangs on an attribute: clusters and sightings. */
    void finish(Attribute attribute, StixId made, Tags tags) throws IOException {
        galaxies.relate(made, galaxies.convert(attribute.json(), attribute.at()), tags, attribute.at());
        new Sightings(context).convert(attribute, made, tags);
    }

    private void proposals(Attribute attribute) {
        for (Members.Located proposal :
                Members.objects(attribute.json(), "ShadowAttribute", attribute.at(), context.recorder)) {
            context.lost(proposal.at(), "ShadowAttribute", "a proposal, which the event's owner has not accepted");
        }
    }

    private static List<String> labels(Described described, Tags tags) {
        List<String> labels = new ArrayList<>(tags.labels());
        labels.add("misp:" + described.what() + "=\"" + described.label() + "\"");
        String category = Members.text(described.json(), "category") + Members.text(described.json(), "meta-category");
        if (!category.isEmpty()) {
            labels.add("misp:category=\"" + category + "\"");
        }
        return labels;
    }
}
