package io.tidings.stix.convert.misp;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.io.IOException;
import java.util.List;
import java.util.Set;

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
    void convert(Attribute attribute, Tags tags) throws IOException {
        String title = Members.text(attribute.json(), "comment");
        note(attribute.name(), title, attribute.value(), tags, attribute.json(), attribute.at());
    }

    /** MISP's reports on the event. */
    void reports(JsonObject event, JsonPointer at) throws IOException {
        for (Members.Located text : Members.objects(event, "EventReport", at, context.recorder)) {
            String content = Members.text(text.json(), "content").strip();
            if (content.isEmpty()) {
                context.lost(text.at(), "EventReport", "it has no content");
            } else {
                String title = Members.text(text.json(), "name");
                note(Members.text(text.json(), "uuid"), title, content, context.eventTags, text.json(), text.at());
            }
        }
    }

    private void note(String name, String title, String content, Tags tags, JsonObject json, JsonPointer at)
            throws IOException {
        ObjectBuilder note = context.begin("note", name, tags, at)
                .set("content", content)
                .set("labels", tags.labels())
                .set("object_refs", List.of(context.report().value()));
        if (!title.isBlank()) {
            note.set("abstract", title.strip());
        }
        if (Members.flag(json, "deleted")) {
            note.set("revoked", true);
        }
        context.finish(note, at, "note");
    }
}
