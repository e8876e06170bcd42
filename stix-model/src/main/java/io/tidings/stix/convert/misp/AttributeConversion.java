package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            "data",
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

    /** Types whose value is the name of an SDO. */
    private static final Map<String, String> NAMES =
            Map.of("campaign-name", "campaign", "threat-actor", "threat-actor");

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
            finish(attribute, new Notes(context).convert(attribute, tags), tags);
            return;
        }
        finish(attribute, made(attribute, tags), tags);
    }

    private void finish(Attribute attribute, Optional<StixId> made, Tags tags) throws IOException {
        if (made.isPresent()) {
            finish(attribute, made.get(), tags);
        } else {
            lostWith(attribute);
        }
    }

    /** What hangs on an attribute that was not carried over as an object of its own. */
    void lostWith(Attribute attribute) {
        for (String name : List.of("Sighting", "Galaxy")) {
            for (Members.Located each : Members.objects(attribute.json(), name, attribute.at(), context.recorder)) {
                context.lost(each.at(), name, "there is no object that it could be related to");
            }
        }
    }

    private Optional<StixId> made(Attribute attribute, Tags tags) throws IOException {
        if (RULES.contains(attribute.type()) && !attribute.value().isEmpty()) {
            return indicator(Described.of(attribute), attribute.value(), attribute.type(), tags);
        } else if (attribute.type().equals("vulnerability")
                && !attribute.value().isEmpty()) {
            return vulnerability(attribute, tags);
        } else if (NAMES.containsKey(attribute.type()) && !attribute.value().isEmpty()) {
            return named(NAMES.getOrDefault(attribute.type(), ""), attribute, tags);
        }
        return observed(attribute, tags);
    }

    /** Whether it can be more than words. */
    static boolean hasForm(Attribute attribute) {
        return RULES.contains(attribute.type())
                || attribute.type().equals("vulnerability")
                || NAMES.containsKey(attribute.type())
                || AttributeForms.of(attribute.type(), attribute.value())
                        .filter(shape ->
                                attribute.forDetection() || !shape.identifiers().isEmpty())
                        .isPresent();
    }

    private Optional<StixId> named(String type, Attribute attribute, Tags tags) throws IOException {
        Described described = Described.of(attribute);
        ObjectBuilder builder = context.begin(type, described.name(), tags, attribute.at())
                .set("name", attribute.value())
                .set("labels", labels(described, tags));
        describe(builder, attribute.json());
        return finish(builder, described);
    }

    private static void describe(ObjectBuilder builder, JsonObject json) {
        String comment = Members.text(json, "comment").strip();
        if (!comment.isEmpty()) {
            builder.set("description", comment);
        }
    }

    private Optional<StixId> observed(Attribute attribute, Tags tags) throws IOException {
        Optional<Shape> shape = AttributeForms.of(attribute.type(), attribute.value());
        if (shape.isEmpty() || !hasForm(attribute)) {
            if (attribute.value().isEmpty()) {
                context.lost(attribute.at(), attribute.type(), "it has no value");
                return Optional.empty();
            }
            String content = attribute.type() + ": " + attribute.value();
            context.changed(
                    attribute.at(),
                    content,
                    "is a note: STIX has no object for this type here, or the value is not of the type");
            return new Notes(context).words(attribute, content, tags);
        }
        Payloads.add(attribute, shape.get(), context);
        return describe(Described.of(attribute), shape.get(), attribute.forDetection(), tags);
    }

    /** An indicator or observed data of what a shape describes. */
    Optional<StixId> describe(Described described, Shape shape, boolean forDetection, Tags tags) throws IOException {
        if (forDetection && shape.pattern().isPresent()) {
            Optional<StixId> indicator = indicator(described, shape.pattern().get(), "stix", tags);
            if (indicator.isPresent() && shape.basis().isPresent()) {
                basis(indicator.get(), shape, described, tags);
            }
            return indicator;
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
        Optional<StixId> id = finish(observed, described);
        if (id.isPresent()) {
            new Notes(context).comment(described, id.get(), tags);
        }
        return id;
    }

    /** A sample goes with its indicator. */
    private void basis(StixId indicator, Shape shape, Described described, Tags tags) throws IOException {
        List<StixId> given = context.observables(shape, tags, described.at());
        Optional<StixId> basis = shape.basis().filter(given::contains);
        if (basis.isPresent()) {
            context.finish(
                    Galaxies.relationship(context, indicator, "based-on", basis.get(), tags, described.at()),
                    described.at(),
                    "based-on");
        }
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
        describe(indicator, described.json());
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
        describe(vulnerability, attribute.json());
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
