package io.tidings.stix.convert.upgrade;

import io.tidings.stix.convert.ConvertedIdentifiers;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.RegistryKeys;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes SCOs of the observables in one container of STIX 2.0 (S-021): own identifiers, references by them, properties by
 * their names in 2.1. One instance for one container.
 */
final class ObservableUpgrade {
    /** Longer chains of references are cut: the stack is finite, the input hostile. */
    private static final int LONGEST_CHAIN = 200;

    private static final Map<String, Map<String, String>> RENAMED = Map.of(
            "file", Map.of("created", "ctime", "modified", "mtime", "accessed", "atime"),
            "directory", Map.of("created", "ctime", "modified", "mtime", "accessed", "atime"),
            "process", Map.of("created", "created_time", "binary_ref", "image_ref"),
            "user-account", Map.of("password_last_changed", "credential_last_changed"),
            "windows-registry-key", Map.of("modified", "modified_time"));
    private static final Map<String, Set<String>> REMOVED = Map.of(
            "file", Set.of("is_encrypted", "encryption_algorithm", "decryption_key"),
            "process", Set.of("arguments"),
            "archive-ext", Set.of("version"),
            "raster-image-ext", Set.of("image_compression_algorithm"),
            "socket-ext", Set.of("protocol_family"));
    /** Dictionaries whose values were texts and are lists of texts. */
    private static final Set<String> LISTS_IN_2_1 = Set.of("request_header", "additional_header_fields");

    private final JsonObject container;
    private final StixId observedData;
    private final JsonPointer place;
    private final Recorder recorder;

    private final Map<String, StixId> ids = new HashMap<>();
    private final Map<String, JsonObject> upgraded = new LinkedHashMap<>();
    /** Files made of what 2.0 said of processes. */
    private final Map<StixId, JsonObject> images = new LinkedHashMap<>();

    private final Set<String> open = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    /** Off while something is converted only to be identified. */
    private boolean telling = true;

    ObservableUpgrade(JsonObject container, StixId observedData, String place, Recorder recorder) {
        this.container = container;
        this.observedData = observedData;
        this.place = new JsonPointer(place).member("objects");
        this.recorder = recorder;
    }

    /** The SCOs, each after those that it refers to where there is such an order. */
    Collection<JsonObject> upgraded() {
        for (String key : container.members().keySet()) {
            Optional<StixId> id = resolve(key);
            // What was referred to before it could be made.
            if (id.isPresent() && !upgraded.containsKey(key)) {
                make(key, id.get().type());
            }
        }
        List<JsonObject> all = new ArrayList<>(images.values());
        all.addAll(upgraded.values());
        return all;
    }

    /** The identifier of the observable under {@code key}; empty if there is none that can be carried over. */
    private Optional<StixId> resolve(String key) {
        Optional<JsonObject> observable = container.get(key).flatMap(JsonValue::asObject);
        Optional<String> type = observable.flatMap(it -> it.text("type"));
        if (type.isEmpty() || !isType(type.get())) {
            if (telling && container.has(key) && refused.add(key)) {
                lost(place.member(key), "observable", "it has no type that could be one (STIX 2.1 §3.2)");
            }
            return Optional.empty();
        }
        StixId known = ids.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        boolean circular = open.contains(key);
        if (circular || open.size() >= LONGEST_CHAIN) {
            // Others refer to it before its content is known, so it cannot follow from the content.
            StixId id = byPlace(type.get(), key);
            ids.put(key, id);
            return Optional.of(id);
        }
        return Optional.of(make(key, type.get()));
    }

    private StixId make(String key, String type) {
        JsonObject observable = container.get(key).flatMap(JsonValue::asObject).orElseThrow();
        open.add(key);
        StixId id = ids.get(key);
        if (id == null) {
            StixId own = identifier(identifying(observable, type, key), type, key);
            // In a circle it was needed, and so given, before it could follow from the content.
            id = ids.getOrDefault(key, own);
            ids.put(key, id);
        }
        boolean before = telling;
        telling = true;
        JsonObject sco = sco(observable, type, place.member(key));
        telling = before;
        open.remove(key);
        upgraded.put(key, withId(sco, id));
        return id;
    }

    /**
     * Only the properties that the identifier follows from, so that circles by way of others, such as
     * {@code encapsulates_refs}, do not matter to it.
     */
    private JsonObject identifying(JsonObject observable, String type, String key) {
        Optional<ObjectTable> table = ObjectTables.standard().type(type);
        if (table.isEmpty()) {
            return JsonObject.empty();
        }
        Set<String> properties = new HashSet<>(table.get().identifyingProperties());
        properties.add("type");
        JsonObject kept = observable;
        for (String name : observable.members().keySet()) {
            if (!properties.contains(nameIn21(type, name))) {
                kept = kept.without(name);
            }
        }
        boolean before = telling;
        telling = false;
        JsonObject identifying = sco(kept, type, place.member(key));
        telling = before;
        return identifying;
    }

    private boolean isType(String type) {
        return StixId.parse(type + "--" + observedData.uuidText()).isPresent();
    }

    private StixId identifier(JsonObject sco, String type, String key) {
        try {
            return ConvertedIdentifiers.ofObservable(type, sco, observedData.value(), key);
        } catch (IllegalArgumentException noIJson) {
            return byPlace(type, key);
        }
    }

    private StixId byPlace(String type, String key) {
        // Without identifying properties it is one of chance's form, made of the name.
        return ConvertedIdentifiers.ofObservable(type, JsonObject.empty(), observedData.value(), key);
    }

    private static JsonObject withId(JsonObject sco, StixId id) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        sco.get("type").ifPresent(type -> members.put("type", type));
        members.put("spec_version", new JsonString("2.1"));
        members.put("id", new JsonString(id.value()));
        sco.without("id").members().forEach(members::putIfAbsent);
        return new JsonObject(members);
    }

    private static String nameIn21(String type, String name) {
        return RENAMED.getOrDefault(type, Map.of()).getOrDefault(name, name);
    }

    private JsonObject sco(JsonObject observable, String type, JsonPointer at) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        observable.members().forEach((name, value) -> {
            String now = nameIn21(type, name);
            if (REMOVED.getOrDefault(type, Set.of()).contains(name)) {
                lost(at.member(name), type + " " + name, "2.1 has no such property");
            } else if (type.equals("process") && name.equals("name")) {
                image(observable, value, at.member(name)).ifPresent(ref -> members.put("image_ref", ref));
            } else {
                if (!now.equals(name)) {
                    changed(at.member(name), type + " " + name, "is \"" + now + "\" in 2.1");
                }
                value(now, spelled(type, now, value, at.member(name)), at.member(name))
                        .ifPresent(it -> members.put(now, it));
            }
        });
        return new JsonObject(members);
    }

    /** A process has no name in 2.1: it is that of the file it runs. */
    private Optional<JsonValue> image(JsonObject process, JsonValue name, JsonPointer at) {
        Optional<JsonObject> known =
                process.text("binary_ref").flatMap(key -> container.get(key).flatMap(JsonValue::asObject));
        if (name.asText().isEmpty() || known.isPresent()) {
            if (!known.flatMap(file -> file.get("name")).equals(Optional.of(name))) {
                lost(at, "process name", "2.1 has no such property, and the file that is run has another name");
            }
            return Optional.empty();
        }
        JsonObject file =
                JsonObject.empty().with("type", new JsonString("file")).with("name", name);
        StixId id = ConvertedIdentifiers.ofObservable("file", file, file.toJson());
        images.put(id, withId(file, id));
        changed(at, "process name", "is the name of the file in \"image_ref\" in 2.1");
        return Optional.of(new JsonString(id.value()));
    }

    /** Texts that 2.1 wants spelled in one way. */
    private JsonValue spelled(String type, String name, JsonValue value, JsonPointer at) {
        String text = value.asText().orElse("");
        String spelled = name.endsWith("_hex") || name.equals("request_method")
                ? text.toLowerCase(Locale.ROOT)
                : type.equals("windows-registry-key") && name.equals("key") ? RegistryKeys.expanded(text) : text;
        if (spelled.equals(text)) {
            return value;
        }
        changed(at, name + " " + text, "is spelled " + spelled + " in 2.1");
        return new JsonString(spelled);
    }

    /** The value with references by identifier; empty if nothing of it can be carried over. */
    private Optional<JsonValue> value(String name, JsonValue value, JsonPointer at) {
        if (name.endsWith("_ref") && value.asText().isPresent()) {
            return reference(value, at);
        }
        if (name.endsWith("_refs") && value.asList().isPresent()) {
            List<JsonValue> refs = new ArrayList<>();
            List<JsonValue> items = value.asList().get().items();
            for (int i = 0; i < items.size(); i++) {
                reference(items.get(i), at.item(i)).ifPresent(refs::add);
            }
            return refs.isEmpty() ? Optional.empty() : Optional.of(new JsonList(refs));
        }
        if (value.asObject().isPresent()) {
            return object(name, value.asObject().get(), at);
        }
        if (value.asList().isPresent()) {
            List<JsonValue> items = new ArrayList<>();
            int index = 0;
            for (JsonValue item : value.asList().get().items()) {
                value("", item, at.item(index++)).ifPresent(items::add);
            }
            return Optional.of(new JsonList(items));
        }
        return Optional.of(value);
    }

    private Optional<JsonValue> object(String name, JsonObject object, JsonPointer at) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((member, value) -> {
            if (REMOVED.getOrDefault(name, Set.of()).contains(member) && name.endsWith("-ext")) {
                lost(at.member(member), name + " " + member, "2.1 has no such property");
            } else if (LISTS_IN_2_1.contains(name) && value.asText().isPresent()) {
                members.put(member, new JsonList(List.of(value)));
            } else {
                value(member, spelled("", member, value, at.member(member)), at.member(member))
                        .ifPresent(it -> members.put(member, it));
            }
        });
        return members.isEmpty() ? Optional.empty() : Optional.of(new JsonObject(members));
    }

    private Optional<JsonValue> reference(JsonValue key, JsonPointer at) {
        String text = key.asText().orElse("");
        Optional<StixId> id = resolve(text).or(() -> StixId.parse(text));
        if (id.isEmpty()) {
            lost(at, "reference " + text, "there is no such observable in the container (S-021)");
        }
        return id.map(it -> new JsonString(it.value()));
    }

    private void lost(JsonPointer at, String subject, String reason) {
        tell(Kind.NOT_CARRIED, at, subject, reason);
    }

    private void changed(JsonPointer at, String subject, String text) {
        tell(Kind.CHANGED, at, subject, text);
    }

    private void tell(Kind kind, JsonPointer at, String subject, String text) {
        if (telling) {
            recorder.remark(kind, at.text(), subject, text);
        }
    }
}
