package io.tidings.stix.view;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * View of an object of any type: what all have in common (STIX 2.1 §3.2), and the rest by name.
 *
 * <p>A method for a property that is there but not of its type throws {@link UnfitPropertyException}; so does one for a
 * required property that is missing.
 */
public class ObjectView {
    private static final ContentBounds BOUNDS =
            new ContentBounds(Integer.MAX_VALUE, 1_000, Integer.MAX_VALUE, 1 << 16, 1_000);

    private final StixObject object;
    private final Members members;

    ObjectView(StixObject object) {
        this.object = object;
        this.members = new Members(object.id().value(), read(object));
    }

    /** @throws IllegalArgumentException if {@code object} is of another type, or no JSON */
    ObjectView(StixObject object, String type) {
        this(object);
        if (!object.type().equals(type)) {
            throw new IllegalArgumentException(object.id() + " is no " + type);
        }
    }

    /** @throws IllegalArgumentException if its bytes are no JSON, which a content reader would not have passed */
    public static ObjectView of(StixObject object) {
        return new ObjectView(object);
    }

    private static JsonObject read(StixObject object) {
        try {
            return JsonValue.read(object.bytes(), BOUNDS)
                    .asObject()
                    .orElseThrow(() -> new IllegalArgumentException(object.id() + " is no JSON object"));
        } catch (MalformedContentException faulty) {
            throw new IllegalArgumentException(object.id() + " cannot be read: " + faulty.getMessage(), faulty);
        }
    }

    final Members members() {
        return members;
    }

    /** The object itself, with its bytes. */
    public final StixObject object() {
        return object;
    }

    /** All properties as JSON. */
    public final JsonObject json() {
        return members.content();
    }

    /** A property as JSON, also one of an extension or a custom one. */
    public final Optional<JsonValue> property(String name) {
        return members.content().get(name);
    }

    public final StixId id() {
        return object.id();
    }

    public final String type() {
        return object.type();
    }

    public final Optional<StixId> createdByRef() {
        return object.head().createdByRef();
    }

    public final Optional<StixTimestamp> created() {
        return object.head().created();
    }

    public final Optional<StixTimestamp> modified() {
        return object.head().modified();
    }

    public final boolean revoked() {
        return object.head().revoked();
    }

    public final List<String> labels() {
        return object.head().labels();
    }

    /** 0 to 100; empty where it is not stated. */
    public final Optional<Long> confidence() {
        return members.integer("confidence");
    }

    /** An RFC 5646 tag; where it is absent, the text is English. */
    public final Optional<String> lang() {
        return members.text("lang");
    }

    public final List<ExternalReference> externalReferences() {
        return members.parts("external_references", ExternalReference::new);
    }

    public final List<StixId> objectMarkingRefs() {
        return object.head().objectMarkingRefs();
    }

    public final List<GranularMarking> granularMarkings() {
        return object.head().granularMarkings();
    }

    /** Of an SCO, whether its values were changed so that they do no harm when clicked. */
    public final boolean defanged() {
        return members.flag("defanged").orElse(false);
    }

    /** The extension with that key, the name of a predefined one or the identifier of a definition (§7.3). */
    public final Optional<JsonObject> extension(String key) {
        return members.object("extensions").flatMap(all -> all.get(key)).flatMap(JsonValue::asObject);
    }

    final Optional<Members> extensionMembers(String key) {
        return extension(key).map(content -> new Members(object.id().value(), content));
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + object.id() + "]";
    }
}
