package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.convert.Maker;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts one event: its organisation, then what is in it, then the report that holds it together. */
final class EventConversion {
    /** Numbers of one MISP's database, which mean nothing elsewhere, and what is read here. */
    private static final Set<String> KNOWN = Set.of(
            "id",
            "uuid",
            "org_id",
            "orgc_id",
            "sharing_group_id",
            "date",
            "timestamp",
            "publish_timestamp",
            "published",
            "info",
            "threat_level_id",
            "analysis",
            "attribute_count",
            "locked",
            "proposal_email_lock",
            "disable_correlation",
            "sighting_timestamp",
            "distribution",
            "Orgc",
            "Attribute",
            "ShadowAttribute",
            "Object",
            "Tag",
            "Galaxy",
            "EventReport");

    private static final List<String> THREAT_LEVELS = List.of("", "high", "medium", "low", "undefined");
    private static final List<String> ANALYSIS = List.of("initial", "ongoing", "completed");

    private final JsonObject event;
    private final JsonPointer at;
    private final MispOptions options;
    private final Recorder recorder;
    private final Maker maker;

    EventConversion(JsonObject event, JsonPointer at, MispOptions options, Recorder recorder) {
        this.event = event;
        this.at = at;
        this.options = options;
        this.recorder = recorder;
        this.maker = new Maker(recorder);
    }

    void convert() throws IOException {
        String uuid = Members.text(event, "uuid").toLowerCase(Locale.ROOT);
        Optional<StixTimestamp> created = StixTimestamp.parse(Members.text(event, "date") + "T00:00:00.000Z");
        Optional<StixTimestamp> changed = Members.seconds(event, "timestamp");
        if (uuid.isEmpty() || created.or(() -> changed).isEmpty()) {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    at.text(),
                    "event",
                    "it has no uuid, or neither date nor timestamp: no MISP event");
            return;
        }
        Members.remarkOthers(event, KNOWN, at, recorder);
        if (event.has("distribution")) {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    at.member("distribution").text(),
                    Members.text(event, "distribution"),
                    "whom MISP gives the event to; say it by markings and agreements");
        }
        StixTimestamp first = created.or(() -> changed).orElseThrow();
        StixTimestamp last = changed.filter(time -> time.compareTo(first) > 0).orElse(first);
        Tags tags = Tags.of(event, at, recorder);
        for (StixId marking : options.markings()) {
            maker.giveDefinition(marking, at.text());
        }
        EventContext context = new EventContext(
                recorder, maker, new EventContext.EventFrame(uuid, first, last, tags), creator(), options.markings());
        contents(context);
        report(context);
    }

    private Optional<StixId> creator() throws IOException {
        Optional<JsonObject> orgc = event.get("Orgc").flatMap(JsonValue::asObject);
        return orgc.isPresent() ? Organisations.identity(orgc.get(), at.member("Orgc"), maker) : Optional.empty();
    }

    private void contents(EventContext context) throws IOException {
        Galaxies galaxies = new Galaxies(context);
        galaxies.convert(event, at);
        AttributeConversion attributes = new AttributeConversion(context, galaxies);
        for (Members.Located attribute : Members.objects(event, "Attribute", at, recorder)) {
            attributes.convert(new Attribute(attribute.json(), attribute.at()));
        }
        ObjectConversion objects = new ObjectConversion(context, attributes);
        List<Members.Located> all = Members.objects(event, "Object", at, recorder);
        for (Members.Located object : all) {
            objects.convert(object.json(), object.at());
        }
        for (Members.Located object : all) {
            objects.relate(object.json(), object.at());
        }
        for (Members.Located proposal : Members.objects(event, "ShadowAttribute", at, recorder)) {
            context.lost(proposal.at(), "ShadowAttribute", "a proposal, which the event's owner has not accepted");
        }
        new Notes(context).reports(event, at);
    }

    private void report(EventContext context) throws IOException {
        List<String> labels = new ArrayList<>(context.eventTags.labels());
        labels.add("misp:published=\"" + Members.flag(event, "published") + "\"");
        level(THREAT_LEVELS, "threat_level_id").ifPresent(level -> labels.add("misp:threat-level=\"" + level + "\""));
        level(ANALYSIS, "analysis").ifPresent(stage -> labels.add("misp:analysis=\"" + stage + "\""));
        ObjectBuilder report = context.begin("report", "", context.eventTags, at);
        String info = Members.text(event, "info").strip();
        Optional<StixTimestamp> published = Members.seconds(event, "publish_timestamp");
        report.set("name", info.isEmpty() ? "MISP event " + context.uuid() : info)
                .set("report_types", List.of("threat-report"))
                .set("published", published.orElse(context.modified()))
                .set("labels", labels)
                .add("external_references", EventContext.reference(context.uuid()));
        for (String link : context.links()) {
            report.add(
                    "external_references",
                    JsonObject.empty()
                            .with("source_name", Shape.text("misp-link"))
                            .with("url", Shape.text(link)));
        }
        if (context.made().isEmpty()) {
            context.lost(at, "event", "nothing of it could be carried over, and a report must refer to something");
            return;
        }
        report.set("object_refs", Shape.references(context.made()));
        context.finish(report, at, info);
    }

    private Optional<String> level(List<String> levels, String name) {
        String text = Members.text(event, name);
        return text.matches("[0-4]")
                ? Optional.of(Integer.parseInt(text))
                        .filter(level -> level < levels.size())
                        .map(levels::get)
                        .filter(level -> !level.isEmpty())
                : Optional.empty();
    }
}
