package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the properties of {@link Head} while the parser passes over an object. */
final class HeadReader {
    private HeadReader() {}

    /** Reads the element that {@code first} begins, to its end. */
    static Result read(Tokens tokens, JsonToken first) throws IOException {
        Result result = new Result(tokens.ids());
        tokens.begin(first);
        if (first != JsonToken.START_OBJECT) {
            tokens.skip(first);
            tokens.finish();
            result.fault("each element of \"objects\" is a STIX object, a JSON object in braces (TAXII 2.1 §3.7)");
            return result;
        }
        while (tokens.next() != JsonToken.END_OBJECT) {
            String name = tokens.name();
            JsonToken value = tokens.next();
            switch (name) {
                case "type" -> result.type = text(tokens, value, name, result);
                case "id" -> result.id = text(tokens, value, name, result);
                case "spec_version" -> result.specVersion = text(tokens, value, name, result);
                case "created" -> result.created = text(tokens, value, name, result);
                case "modified" -> result.modified = text(tokens, value, name, result);
                case "created_by_ref" -> result.createdByRef = text(tokens, value, name, result);
                case "revoked" -> {
                    result.revoked = value == JsonToken.VALUE_TRUE;
                    if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
                        result.fault("\"revoked\" is true or false (STIX 2.1 §3.2)");
                    }
                    tokens.skip(value);
                }
                case "object_marking_refs" -> result.markings = texts(tokens, value, name, result);
                case "labels" -> result.labels = texts(tokens, value, name, result);
                case "granular_markings" -> granularMarkings(tokens, value, result);
                default -> tokens.skip(value);
            }
        }
        tokens.fault().ifPresent(result::beyondBound);
        return result;
    }

    private static @Nullable String text(Tokens tokens, JsonToken value, String name, Result result)
            throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return tokens.text();
        }
        tokens.skip(value);
        result.fault("\"" + name + "\" is a string (STIX 2.1 §3.2)");
        return null;
    }

    private static List<String> texts(Tokens tokens, JsonToken value, String name, Result result) throws IOException {
        List<String> texts = new ArrayList<>(4);
        if (value != JsonToken.START_ARRAY) {
            tokens.skip(value);
            result.fault("\"" + name + "\" is a list of strings (STIX 2.1 §3.2)");
            return texts;
        }
        for (JsonToken item = tokens.next(); item != JsonToken.END_ARRAY; item = tokens.next()) {
            String text = text(tokens, item, name, result);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static void granularMarkings(Tokens tokens, JsonToken value, Result result) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            tokens.skip(value);
            result.fault("\"granular_markings\" is a list of objects (STIX 2.1 §7.2.3)");
            return;
        }
        for (JsonToken item = tokens.next(); item != JsonToken.END_ARRAY; item = tokens.next()) {
            if (item != JsonToken.START_OBJECT) {
                tokens.skip(item);
                result.fault("\"granular_markings\" is a list of objects (STIX 2.1 §7.2.3)");
                continue;
            }
            String ref = null;
            String lang = null;
            List<String> selectors = List.of();
            while (tokens.next() != JsonToken.END_OBJECT) {
                String name = tokens.name();
                JsonToken member = tokens.next();
                switch (name) {
                    case "marking_ref" -> ref = text(tokens, member, name, result);
                    case "lang" -> lang = text(tokens, member, name, result);
                    case "selectors" -> selectors = texts(tokens, member, name, result);
                    default -> tokens.skip(member);
                }
            }
            Optional<StixId> markingRef = Optional.empty();
            if (ref != null) {
                markingRef = tokens.ids().parse(ref);
                if (markingRef.isEmpty()) {
                    result.fault("\"marking_ref\" is the identifier of a marking definition (STIX 2.1 §7.2.3): " + ref);
                }
            }
            result.granularMarkings.add(new GranularMarking(markingRef, Optional.ofNullable(lang), selectors));
        }
    }

    /** What was read of one element, whether or not it makes a head. */
    static final class Result {
        private final SharedIds ids;
        private @Nullable String type;
        private @Nullable String id;
        private @Nullable String specVersion;
        private @Nullable String created;
        private @Nullable String modified;
        private @Nullable String createdByRef;
        private boolean revoked;
        private List<String> markings = List.of();
        private List<String> labels = List.of();
        private final List<GranularMarking> granularMarkings = new ArrayList<>(0);
        private @Nullable String fault;

        private Result(SharedIds ids) {
            this.ids = ids;
        }

        /** Keeps the first fault: later ones usually follow from it. */
        private void fault(String reason) {
            if (fault == null) {
                fault = reason;
            }
        }

        /** Outweighs what was found before: the object was not read with care beyond its bound. */
        private void beyondBound(String reason) {
            fault = reason;
        }

        Optional<String> idText() {
            return Optional.ofNullable(id);
        }

        Optional<String> versionText() {
            return Optional.ofNullable(modified != null ? modified : created);
        }

        Element tooLong(int maxObjectBytes) {
            return new Element.Faulty(
                    ByteSlice.empty(),
                    idText(),
                    versionText(),
                    "the object is longer than " + maxObjectBytes + " bytes");
        }

        Element toElement(ByteSlice bytes) {
            Optional<Head> head = head();
            return head.isPresent()
                    ? new Element.Sound(new StixObject(bytes, head.get()))
                    : new Element.Faulty(
                            bytes, idText(), versionText(), fault == null ? "the object cannot be read" : fault);
        }

        private Optional<Head> head() {
            if (fault != null) {
                return Optional.empty();
            }
            Optional<StixId> stixId = id == null ? Optional.empty() : StixId.parse(id);
            if (stixId.isEmpty()) {
                fault(
                        id == null
                                ? "the object has no \"id\" (STIX 2.1 §3.2)"
                                : "\"id\" is no STIX identifier, object-type--UUID (STIX 2.1 §2.9)");
                return Optional.empty();
            }
            if (type == null || !type.equals(stixId.get().type())) {
                fault(
                        type == null
                                ? "the object has no \"type\" (STIX 2.1 §3.2)"
                                : "\"id\" does not begin with the object's \"type\" (STIX 2.1 §2.9)");
                return Optional.empty();
            }
            Optional<StixTimestamp> createdAt = timestamp(created, "created");
            Optional<StixTimestamp> modifiedAt =
                    modified != null && modified.equals(created) ? createdAt : timestamp(modified, "modified");
            Optional<StixId> creator = reference(createdByRef, "created_by_ref");
            List<StixId> markingIds = new ArrayList<>(markings.size());
            for (String marking : markings) {
                reference(marking, "object_marking_refs").ifPresent(markingIds::add);
            }
            Optional<SpecVersion> version;
            if (specVersion == null) {
                version = Optional.of(created == null ? SpecVersion.V2_1 : SpecVersion.V2_0);
            } else {
                version = SpecVersion.parse(specVersion);
                if (version.isEmpty()) {
                    fault("\"spec_version\" is a version such as 2.1 (STIX 2.1 §3.2)");
                }
            }
            if (fault != null || version.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Head(
                    stixId.get(),
                    version.get(),
                    createdAt,
                    modifiedAt,
                    creator,
                    revoked,
                    markingIds,
                    granularMarkings,
                    labels));
        }

        private Optional<StixTimestamp> timestamp(@Nullable String text, String name) {
            if (text == null) {
                return Optional.empty();
            }
            Optional<StixTimestamp> timestamp = StixTimestamp.parse(text);
            if (timestamp.isEmpty()) {
                fault("\"" + name + "\" is no timestamp YYYY-MM-DDTHH:mm:ss.sssZ (STIX 2.1 §2.16)");
            }
            return timestamp;
        }

        private Optional<StixId> reference(@Nullable String text, String name) {
            if (text == null) {
                return Optional.empty();
            }
            Optional<StixId> reference = ids.parse(text);
            if (reference.isEmpty()) {
                fault("\"" + name + "\" holds no STIX identifier, object-type--UUID (STIX 2.1 §2.9)");
            }
            return reference;
        }
    }
}
