package io.tidings.stix.convert.upgrade;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.marking.TlpDefinitions;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Profile;
import io.tidings.stix.validate.Validator;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Upgrades objects of STIX 2.0 one by one. Identifier, {@code created} and {@code modified} stay: it is the same version
 * of the same object in another spelling. Used by one thread.
 */
public final class ObjectUpgrade {
    /** What {@code labels} of 2.0 became, by type. */
    private static final Map<String, String> TYPES_FROM_LABELS = Map.of(
            "indicator", "indicator_types",
            "malware", "malware_types",
            "report", "report_types",
            "threat-actor", "threat_actor_types",
            "tool", "tool_types",
            "identity", "roles");

    private final Recorder recorder;

    public ObjectUpgrade(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Gives what {@code object} is in 2.1: one object, or with an observed-data its SCOs, too. An object of 2.1 is given
     * as it is.
     *
     * @param place for remarks
     */
    public void upgrade(StixObject object, String place) throws IOException {
        if (object.head().specVersion().compareTo(SpecVersion.V2_0) > 0) {
            recorder.give(object, place);
            return;
        }
        Optional<ByteSlice> standard = TlpDefinitions.definition(object.id());
        if (standard.isPresent()) {
            give(standard.get(), place, object.id().value());
            return;
        }
        try {
            JsonValue value = JsonValue.read(object.bytes(), ContentBounds.standard());
            Optional<JsonObject> old = value.asObject();
            if (old.isPresent()) {
                give(
                        upgraded(old.get(), object, place).toBytes(),
                        place,
                        object.id().value());
            }
        } catch (MalformedContentException malformed) {
            recorder.remark(Kind.NOT_CARRIED, place, object.id().value(), String.valueOf(malformed.getMessage()));
        }
    }

    private JsonObject upgraded(JsonObject old, StixObject object, String place) throws IOException {
        JsonObject upgraded = withVersion(old);
        String types = TYPES_FROM_LABELS.get(object.type());
        if (types != null && upgraded.has("labels") && !upgraded.has(types)) {
            upgraded = Selectors.renamed(renamed(upgraded, "labels", types), "labels", types);
            changed(place, object, "\"labels\" is \"" + types + "\" in 2.1");
        }
        return switch (object.type()) {
            case "indicator" -> indicator(upgraded, object, place);
            case "malware" -> malware(upgraded, object, place);
            case "observed-data" -> upgraded.has("objects") ? observedData(upgraded, object, place) : upgraded;
            default -> upgraded;
        };
    }

    private JsonObject indicator(JsonObject indicator, StixObject object, String place) {
        JsonObject upgraded =
                indicator.has("pattern_type") ? indicator : indicator.with("pattern_type", new JsonString("stix"));
        Optional<String> pattern = indicator.text("pattern");
        if (pattern.isEmpty()) {
            return upgraded;
        }
        PatternUpgrade.Result result = PatternUpgrade.upgrade(pattern.get());
        if (!result.text().equals(pattern.get())) {
            upgraded = upgraded.with("pattern", new JsonString(result.text()));
            changed(place, object, "the pattern is written as in 2.1: " + result.text());
        }
        if (result.fault().isPresent()) {
            upgraded = upgraded.with("pattern_version", new JsonString("2.0"));
            recorder.remark(
                    Kind.DOUBTFUL,
                    place,
                    object.id().value(),
                    "the pattern is left as it is, as one of version 2.0: "
                            + result.fault().get());
        }
        return upgraded;
    }

    private JsonObject malware(JsonObject malware, StixObject object, String place) {
        if (malware.has("is_family")) {
            return malware;
        }
        recorder.remark(
                Kind.ASSUMED,
                place,
                object.id().value(),
                "\"is_family\" is true: 2.1 wants it said, and 2.0 names families in this place (STIX 2.1 §4.11)");
        return malware.with("is_family", new JsonBoolean(true));
    }

    private JsonObject observedData(JsonObject observed, StixObject object, String place) throws IOException {
        Optional<JsonObject> container = observed.get("objects").flatMap(JsonValue::asObject);
        if (container.isEmpty()) {
            return observed;
        }
        Selectors.Raised raised = Selectors.raised(observed, "objects");
        if (!raised.markings().isEmpty()) {
            changed(place, object, "the markings on parts of \"objects\" are on the whole object and its SCOs in 2.1");
        }
        List<String> markings = new ArrayList<>();
        raised.object()
                .get("object_marking_refs")
                .flatMap(JsonValue::asList)
                .ifPresent(list -> list.items().forEach(item -> item.asText().ifPresent(markings::add)));
        ObservableUpgrade observables = new ObservableUpgrade(container.get(), object.id(), place, recorder);
        Set<JsonValue> refs = new LinkedHashSet<>();
        for (JsonObject sco : observables.upgraded()) {
            JsonObject marked = markings.isEmpty() ? sco : sco.with("object_marking_refs", JsonList.ofTexts(markings));
            JsonString id = new JsonString(sco.text("id").orElseThrow());
            if (give(marked.toBytes(), place + "/objects", id.text())) {
                refs.add(id);
            }
        }
        changed(place, object, "\"objects\" is SCOs and \"object_refs\" in 2.1");
        return renamed(raised.object().with("objects", new JsonList(List.copyOf(refs))), "objects", "object_refs");
    }

    /** Whether the object was given. */
    private boolean give(ByteSlice bytes, String place, String id) throws IOException {
        Element element;
        try {
            element = ObjectReader.read(bytes, ContentBounds.standard());
        } catch (MalformedContentException malformed) {
            recorder.remark(Kind.NOT_CARRIED, place, id, String.valueOf(malformed.getMessage()));
            return false;
        }
        if (element instanceof Element.Faulty faulty) {
            recorder.remark(Kind.NOT_CARRIED, place, id, faulty.reason());
            return false;
        }
        StixObject object = ((Element.Sound) element).object();
        Optional<Finding> finding = Validator.standard().validate(object).refusal(Profile.STRICT);
        finding.ifPresent(it -> recorder.remark(Kind.DOUBTFUL, place + it.pointer(), id, it.toString()));
        recorder.give(object, place);
        return true;
    }

    private void changed(String place, StixObject object, String text) {
        recorder.remark(Kind.CHANGED, place, object.id().value(), text);
    }

    /** With {@code spec_version} behind {@code type}, where the text has it. */
    private static JsonObject withVersion(JsonObject old) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        old.get("type").ifPresent(type -> members.put("type", type));
        members.put("spec_version", new JsonString("2.1"));
        old.members().forEach(members::putIfAbsent);
        return new JsonObject(members);
    }

    static JsonObject renamed(JsonObject object, String from, String to) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, value) -> members.put(name.equals(from) ? to : name, value));
        return new JsonObject(members);
    }
}
