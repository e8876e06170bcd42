package io.tidings.stix.convert.misp;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts objects as wholes where there is a form for their template, else their attributes one by one. */
final class ObjectConversion {
    private static final Set<String> KNOWN = Set.of(
            "id",
            "event_id",
            "sharing_group_id",
            "uuid",
            "name",
            "meta-category",
            "description",
            "template_uuid",
            "template_version",
            "timestamp",
            "distribution",
            "comment",
            "deleted",
            "first_seen",
            "last_seen",
            "Attribute",
            "ObjectReference");

    private final EventContext context;
    private final AttributeConversion attributes;

    ObjectConversion(EventContext context, AttributeConversion attributes) {
        this.context = context;
        this.attributes = attributes;
    }

    void convert(JsonObject object, JsonPointer at) throws IOException {
        Members.remarkOthers(object, KNOWN, at, context.recorder);
        List<Attribute> parts = new ArrayList<>();
        for (Members.Located part : Members.objects(object, "Attribute", at, context.recorder)) {
            Attribute attribute = new Attribute(part.json(), part.at());
            if (attribute.deleted() && !Members.flag(object, "deleted")) {
                context.lost(part.at(), attribute.relation(), "it was deleted from its object");
            } else {
                parts.add(attribute);
            }
        }
        String template = Members.text(object, "name").toLowerCase(Locale.ROOT);
        ObjectForms forms = new ObjectForms(parts);
        Optional<Shape> shape = forms.of(template);
        if (shape.isEmpty()) {
            inParts(object, at, template, parts);
            return;
        }
        whole(object, at, template, parts, forms, shape.get());
    }

    private void inParts(JsonObject object, JsonPointer at, String template, List<Attribute> parts) throws IOException {
        context.changed(at, "object " + template, "has no form as a whole; its attributes are converted one by one");
        List<Attribute> words = new ArrayList<>();
        for (Attribute part : parts) {
            if (AttributeConversion.hasForm(part)) {
                attributes.convert(part);
            } else {
                words.add(part);
            }
        }
        Described described = new Described(object, at, "name", template, name(object, at), template);
        Tags tags = Tags.of(object, at, context.recorder);
        Optional<StixId> note = new Notes(context).lines(described, words, Optional.empty(), tags);
        note.ifPresent(id -> context.name(described.uuid(), id));
        related(words, note, tags);
    }

    private void related(List<Attribute> words, Optional<StixId> note, Tags tags) throws IOException {
        for (Attribute part : words) {
            if (note.isPresent()) {
                attributes.finish(part, note.get(), tags);
            } else {
                attributes.lostWith(part);
            }
        }
    }

    private static String name(JsonObject object, JsonPointer at) {
        String uuid = Members.text(object, "uuid").toLowerCase(Locale.ROOT);
        return uuid.isEmpty() ? at.text() : uuid;
    }

    private void whole(
            JsonObject object, JsonPointer at, String template, List<Attribute> parts, ObjectForms forms, Shape shape)
            throws IOException {
        List<Attribute> rest = forms.rest();
        boolean forDetection = parts.stream().anyMatch(part -> part.forDetection() && !rest.contains(part));
        Tags tags = Tags.of(object, at, context.recorder);
        for (Attribute part : parts) {
            Tags own = Tags.of(part.json(), part.at(), context.recorder);
            tags = own.within(tags).and(tags.labels());
        }
        String title = parts.stream()
                .filter(part -> !rest.contains(part))
                .findFirst()
                .map(Attribute::value)
                .orElse(template);
        for (Attribute part : parts) {
            if (!rest.contains(part)) {
                Payloads.add(part, shape, context);
            }
        }
        Described described = new Described(object, at, "name", template, name(object, at), title);
        Optional<StixId> made = attributes.describe(described, shape, forDetection, tags);
        for (Attribute part : parts) {
            if (made.isPresent() && !rest.contains(part)) {
                context.name(Members.text(part.json(), "uuid"), made.get());
                attributes.finish(part, made.get(), tags);
            }
        }
        related(rest, new Notes(context).lines(described, rest, made, tags), tags);
    }

    /** Makes relationships of the object's references, once all is converted. */
    void relate(JsonObject object, JsonPointer at) throws IOException {
        Optional<StixId> source = context.named(Members.text(object, "uuid"));
        for (Members.Located reference : Members.objects(object, "ObjectReference", at, context.recorder)) {
            Optional<StixId> target = context.named(Members.text(reference.json(), "referenced_uuid"));
            String type = Members.text(reference.json(), "relationship_type")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            if (source.isEmpty() || target.isEmpty()) {
                context.lost(reference.at(), "reference " + type, "one of its ends was not carried over as a whole");
            } else if (!Members.flag(reference.json(), "deleted")) {
                String known = type.isEmpty() ? "related-to" : type;
                context.finish(
                        Galaxies.relationship(
                                context, source.get(), known, target.get(), context.eventTags, reference.at()),
                        reference.at(),
                        known);
            }
        }
    }
}
