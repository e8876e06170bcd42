package io.tidings.stix.build;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.Property;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Findings;
import io.tidings.stix.validate.Profile;
import io.tidings.stix.validate.Validator;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonNumber;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts one object together. Properties may be set in any order and are written in that of the text; what the tables do
 * not know comes last. Not safe for use by several threads.
 *
 * <p>Values are checked when the object is built, all at once. Empty lists and dictionaries are left out, since STIX
 * has none.
 */
public final class ObjectBuilder {
    private final String type;
    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    /** Set already, by what the object is a version of. */
    private final Set<String> fixed;

    private final Completion completion;
    private Validator validator = Validator.standard();

    /** Adds what the caller did not give: identifier and times. */
    interface Completion {
        void complete(String type, Map<String, JsonValue> members);
    }

    ObjectBuilder(String type, JsonObject content, Set<String> fixed, Completion completion) {
        this.type = type;
        this.members.putAll(content.members());
        this.members.put("type", new JsonString(type));
        this.fixed = Set.copyOf(fixed);
        this.completion = completion;
    }

    /** Has the patterns of indicators checked, too, by {@code validator}. */
    public ObjectBuilder checkedBy(Validator checks) {
        this.validator = checks;
        return this;
    }

    /**
     * Sets a property to any value; an empty list or object takes it away.
     *
     * @throws IllegalArgumentException if a version of an object cannot have it changed ({@code id}, {@code type},
     *     {@code created}, {@code created_by_ref}), or it is {@code type}
     */
    public ObjectBuilder set(String property, JsonValue value) {
        if (fixed.contains(property) || property.equals("type")) {
            throw new IllegalArgumentException("\"" + property + "\" cannot be set: it stays as it is (STIX 2.1 §3.6)");
        }
        boolean empty = value.asList().filter(list -> list.size() == 0).isPresent()
                || value.asObject().filter(JsonObject::isEmpty).isPresent();
        if (empty) {
            members.remove(property);
        } else {
            members.put(property, value);
        }
        return this;
    }

    public ObjectBuilder set(String property, String text) {
        return set(property, new JsonString(text));
    }

    public ObjectBuilder set(String property, long number) {
        return set(property, JsonNumber.of(number));
    }

    /** @throws NumberFormatException if {@code number} is not finite */
    public ObjectBuilder set(String property, double number) {
        return set(property, JsonNumber.of(number));
    }

    public ObjectBuilder set(String property, boolean value) {
        return set(property, new JsonBoolean(value));
    }

    public ObjectBuilder set(String property, Instant time) {
        return set(property, StixTimestamp.of(time).text());
    }

    public ObjectBuilder set(String property, StixTimestamp time) {
        return set(property, time.text());
    }

    public ObjectBuilder set(String property, StixId reference) {
        return set(property, reference.value());
    }

    /** Sets a list of strings. */
    public ObjectBuilder set(String property, List<String> texts) {
        return set(property, JsonList.ofTexts(texts));
    }

    /** Sets a property if there is a value for it. */
    public ObjectBuilder setIfPresent(String property, Optional<String> text) {
        text.ifPresent(value -> set(property, value));
        return this;
    }

    /** Adds to a list, or begins one. */
    public ObjectBuilder add(String property, JsonValue item) {
        List<JsonValue> items = new ArrayList<>(Optional.ofNullable(members.get(property))
                .flatMap(JsonValue::asList)
                .map(JsonList::items)
                .orElse(List.of()));
        items.add(item);
        return set(property, new JsonList(items));
    }

    /** Marks the whole object with a marking definition. */
    public ObjectBuilder markedWith(StixId markingDefinition) {
        return add("object_marking_refs", new JsonString(markingDefinition.value()));
    }

    /**
     * Marks parts of the object with a marking definition.
     *
     * @param selectors such as {@code description} or {@code external_references.[0]}
     */
    public ObjectBuilder markedWith(StixId markingDefinition, List<String> selectors) {
        return add(
                "granular_markings",
                JsonObject.empty()
                        .with("marking_ref", new JsonString(markingDefinition.value()))
                        .with("selectors", JsonList.ofTexts(selectors)));
    }

    /** States the language of parts of the object, an RFC 5646 tag. */
    public ObjectBuilder inLanguage(String lang, List<String> selectors) {
        return add(
                "granular_markings",
                JsonObject.empty().with("lang", new JsonString(lang)).with("selectors", JsonList.ofTexts(selectors)));
    }

    /** Adds an extension: predefined ones by name, others by their definition's identifier (§7.3). */
    public ObjectBuilder extension(String key, JsonObject properties) {
        JsonObject extensions = Optional.ofNullable(members.get("extensions"))
                .flatMap(JsonValue::asObject)
                .orElse(JsonObject.empty());
        return set("extensions", extensions.with(key, properties));
    }

    /** Adds an external reference with the identifier that a source has for it. */
    public ObjectBuilder externalReference(String sourceName, String externalId) {
        return add(
                "external_references",
                JsonObject.empty()
                        .with("source_name", new JsonString(sourceName))
                        .with("external_id", new JsonString(externalId)));
    }

    /** Takes a property away. */
    public ObjectBuilder without(String property) {
        return set(property, JsonObject.empty());
    }

    /**
     * The object: ordered, complete and checked.
     *
     * @throws InvalidObjectException if it breaks rules of STIX 2.1
     */
    public StixObject build() {
        Map<String, JsonValue> complete = new LinkedHashMap<>(members);
        completion.complete(type, complete);
        ByteSlice bytes = ordered(type, complete).toBytes();
        Findings findings = validator.validate(bytes);
        List<Finding> errors =
                findings.all().stream().filter(Profile.STRICT::refuses).toList();
        if (!errors.isEmpty()) {
            throw new InvalidObjectException(errors);
        }
        return read(bytes);
    }

    static StixObject read(ByteSlice bytes) {
        try {
            Element element = ObjectReader.read(bytes, ContentBounds.standard());
            if (element instanceof Element.Sound sound) {
                return sound.object();
            }
            throw new IllegalArgumentException(((Element.Faulty) element).reason());
        } catch (MalformedContentException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    /** In the order of the text; others behind, as they came. */
    static JsonObject ordered(String type, Map<String, JsonValue> members) {
        Map<String, JsonValue> rest = new LinkedHashMap<>(members);
        Map<String, JsonValue> ordered = new LinkedHashMap<>();
        // Those of no type of STIX begin as an SDO's do.
        Map<String, Property> properties = ObjectTables.standard()
                .type(type)
                .or(() -> ObjectTables.standard().type("incident"))
                .orElseThrow()
                .properties();
        for (String property : properties.keySet()) {
            JsonValue value = rest.remove(property);
            if (value != null) {
                ordered.put(property, value);
            }
        }
        ordered.putAll(rest);
        return new JsonObject(ordered);
    }
}
