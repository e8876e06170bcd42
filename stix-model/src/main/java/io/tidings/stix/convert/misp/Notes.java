package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Texts of an event as notes on its report: attributes that are words, and MISP's event reports. */
final class Notes {
    private static final Set<String> WORDS = Set.of("comment", "text", "other");

    private final EventContext context;

    Notes(EventContext context) {
        this.context = context;
    }

    static boolean isWords(String type) {
        return WORDS.contains(type);
    }

    /** An attribute that is words. */
    Optional<StixId> convert(Attribute attribute, Tags tags) throws IOException {
        return words(attribute, attribute.value(), tags);
    }

    /** What an attribute says, in words. */
    Optional<StixId> words(Attribute attribute, String content, Tags tags) throws IOException {
        String title = Members.text(attribute.json(), "comment");
        Optional<StixId> note =
                note(attribute.name(), new Text(title, content), tags, attribute.json(), attribute.at());
        note.ifPresent(id -> context.name(Members.text(attribute.json(), "uuid"), id));
        return note;
    }

    /** What an observation cannot say of itself. */
    void comment(Described described, StixId observed, Tags tags) throws IOException {
        String comment = Members.text(described.json(), "comment").strip();
        if (!comment.isEmpty()) {
            about(
                    observed,
                    "comment " + described.name(),
                    new Text("", comment),
                    tags,
                    described.json(),
                    described.at());
        }
    }

    /**
     * The parts of an object that have no place in what was made of it, as one note.
     *
     * @param made what was made of the object; empty if nothing was
     */
    Optional<StixId> lines(Described object, List<Attribute> parts, Optional<StixId> made, Tags tags)
            throws IOException {
        StringJoiner content = new StringJoiner("\n");
        Tags all = tags;
        for (Attribute part : parts) {
            if (part.value().isEmpty()) {
                context.lost(part.at(), part.relation(), "it has no value");
            } else {
                String relation = part.relation().isEmpty() ? part.type() : part.relation();
                content.add(relation + ": " + part.value());
                context.changed(
                        part.at(), relation + ": " + part.value(), "is a line of a note: it has no place of its own");
                all = Tags.of(part.json(), part.at(), context.recorder)
                        .within(all)
                        .and(tags.labels());
            }
        }
        return content.length() == 0
                ? Optional.empty()
                : about(
                        made.orElse(context.report()),
                        "note " + object.name(),
                        new Text("MISP object " + object.label(), content.toString()),
                        all,
                        object.json(),
                        object.at());
    }

    /** MISP's reports on the event. */
    void reports(JsonObject event, JsonPointer at) throws IOException {
        for (Members.Located text : Members.objects(event, "EventReport", at, context.recorder)) {
            String content = Members.text(text.json(), "content").strip();
            if (content.isEmpty()) {
                context.lost(text.at(), "EventReport", "it has no content");
            } else {
                String title = Members.text(text.json(), "name");
                note(
                        Members.text(text.json(), "uuid"),
                        new Text(title, content),
                        context.eventTags,
                        text.json(),
                        text.at());
            }
        }
    }

    /** @param title empty for none */
    private record Text(String title, String content) {}

    private Optional<StixId> note(String name, Text text, Tags tags, JsonObject json, JsonPointer at)
            throws IOException {
        return about(context.report(), name, text, tags, json, at);
    }

    private Optional<StixId> about(StixId object, String name, Text text, Tags tags, JsonObject json, JsonPointer at)
            throws IOException {
        ObjectBuilder note = context.begin("note", name, tags, at)
                .set("content", text.content())
                .set("labels", tags.labels())
                .set("object_refs", List.of(object.value()));
        if (!text.title().isBlank()) {
            note.set("abstract", text.title().strip());
        }
        if (Members.flag(json, "deleted")) {
            note.set("revoked", true);
        }
        return context.finish(note, at, "note");
    }
}
