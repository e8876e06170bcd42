package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.convert.ConvertedIdentifiers;
import io.tidings.stix.convert.Maker;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the objects of one event have in common, and which were made of it so far. */
final class EventContext {
    final Recorder recorder;
    final Maker maker;
    final Tags eventTags;
    private final String uuid;
    private final StixTimestamp created;
    private final StixTimestamp modified;
    private final Optional<StixId> creator;
    private final List<StixId> markings;

    /** All that belongs into the report, in order. */
    private final Set<StixId> made = new LinkedHashSet<>();
    /** Reading matter for the report. */
    private final Set<String> links = new LinkedHashSet<>();
    /** By the UUID that MISP has for what it was made of. */
    private final Map<String, StixId> byUuid = new LinkedHashMap<>();

    /** @param markings of all objects, beside those of tags */
    EventContext(Recorder recorder, Maker maker, EventFrame frame, Optional<StixId> creator, List<StixId> markings) {
        this.recorder = recorder;
        this.maker = maker;
        this.eventTags = frame.tags();
        this.uuid = frame.uuid();
        this.created = frame.created();
        this.modified = frame.modified();
        this.creator = creator;
        this.markings = List.copyOf(markings);
    }

    /** What an event says of itself that holds for all of it. */
    record EventFrame(String uuid, StixTimestamp created, StixTimestamp modified, Tags tags) {}

    String uuid() {
        return uuid;
    }

    /** The identifier of the report to be made of the event. */
    StixId report() {
        return ConvertedIdentifiers.of("report", "misp", uuid, "");
    }

    void link(String url) {
        links.add(url);
    }

    Set<String> links() {
        return links;
    }

    StixTimestamp modified() {
        return modified;
    }

    /**
     * A versioned object of the event.
     *
     * @param name what tells it from others of its type in the event: a UUID where MISP has one
     */
    ObjectBuilder begin(String type, String name, Tags tags, JsonPointer at) throws IOException {
        StixId id = ConvertedIdentifiers.of(type, "misp", uuid, name);
        ObjectBuilder builder = maker.begin(id).set("created", created).set("modified", modified);
        creator.ifPresent(identity -> builder.set("created_by_ref", identity));
        mark(builder, tags, at);
        return builder;
    }

    private void mark(ObjectBuilder builder, Tags tags, JsonPointer at) throws IOException {
        Set<StixId> all = new LinkedHashSet<>(markings);
        Tags strictest = tags.within(eventTags);
        if (strictest.tlp().isPresent()) {
            all.add(maker.marking(strictest.tlp().get(), at.text()));
        }
        all.forEach(builder::markedWith);
    }

    /** Gives the SCOs of a shape; the identifiers of those that could be given. */
    List<StixId> observables(Shape shape, Tags tags, JsonPointer at) throws IOException {
        List<StixId> given = new ArrayList<>();
        for (JsonObject sco : shape.observables()) {
            StixId id = new StixId(sco.text("id").orElseThrow());
            ObjectBuilder builder = maker.begin(id);
            sco.without("type").without("id").members().forEach(builder::set);
            mark(builder, tags, at);
            finish(builder, at, id.type()).ifPresent(given::add);
        }
        return given;
    }

    /** Gives the object and has the report refer to it. */
    Optional<StixId> finish(ObjectBuilder builder, JsonPointer at, String subject) throws IOException {
        Optional<StixId> id = maker.finish(builder, at.text(), subject);
        id.ifPresent(made::add);
        return id;
    }

    /** Has references to MISP's {@code uuid} lead to {@code id}. */
    void name(String mispUuid, StixId id) {
        byUuid.putIfAbsent(mispUuid.toLowerCase(Locale.ROOT), id);
    }

    Optional<StixId> named(String mispUuid) {
        return Optional.ofNullable(byUuid.get(mispUuid.toLowerCase(Locale.ROOT)));
    }

    Set<StixId> made() {
        return made;
    }

    void lost(JsonPointer at, String subject, String reason) {
        recorder.remark(Kind.NOT_CARRIED, at.text(), subject, reason);
    }

    void changed(JsonPointer at, String subject, String text) {
        recorder.remark(Kind.CHANGED, at.text(), subject, text);
    }

    /** The name that MISP has for what an object was made of. */
    static JsonObject reference(String mispUuid) {
        return JsonObject.empty()
                .with("source_name", new JsonString("misp"))
                .with("external_id", new JsonString(mispUuid));
    }
}
