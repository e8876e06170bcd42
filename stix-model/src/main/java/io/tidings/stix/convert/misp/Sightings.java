package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sightings of attributes: those of the thing itself, and false alarms, which are opinions in STIX. */
final class Sightings {
    private final EventContext context;

    Sightings(EventContext context) {
        this.context = context;
    }

    void convert(Attribute attribute, StixId made, Tags tags) throws IOException {
        for (Members.Located sighting :
                Members.objects(attribute.json(), "Sighting", attribute.at(), context.recorder)) {
            String uuid = Members.text(sighting.json(), "uuid");
            String time = Members.text(sighting.json(), "date_sighting");
            String name = uuid.isEmpty() ? attribute.name() + " " + time : uuid;
            switch (Members.text(sighting.json(), "type")) {
                case "0", "" -> sighting(sighting, name, made, tags);
                case "1" -> falseAlarm(sighting, name, made, tags);
                default ->
                    context.lost(sighting.at(), "sighting", "an expiration; revoke the indicator or give it an end");
            }
        }
    }

    private void sighting(Members.Located located, String name, StixId made, Tags tags) throws IOException {
        Optional<StixTimestamp> time = Members.seconds(located.json(), "date_sighting");
        ObjectBuilder sighting = context.begin("sighting", name, tags, located.at())
                .set("sighting_of_ref", made)
                .set("count", 1);
        time.ifPresent(it -> sighting.set("first_seen", it).set("last_seen", it));
        String source = Members.text(located.json(), "source").strip();
        if (!source.isEmpty()) {
            sighting.set("description", source);
        }
        Optional<JsonObject> organisation = located.json().get("Organisation").flatMap(JsonValue::asObject);
        if (organisation.isPresent()) {
            Organisations.identity(organisation.get(), located.at().member("Organisation"), context.maker)
                    .ifPresent(id -> sighting.set("where_sighted_refs", List.of(id.value())));
        }
        context.finish(sighting, located.at(), "sighting");
    }

    private void falseAlarm(Members.Located located, String name, StixId made, Tags tags) throws IOException {
        ObjectBuilder opinion = context.begin("opinion", name, tags, located.at())
                .set("opinion", "strongly-disagree")
                .set("explanation", "MISP: false positive")
                .set("object_refs", List.of(made.value()));
        context.finish(opinion, located.at(), "sighting");
    }
}
