package io.tidings.stix.build;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.RandomIdentifiers;
import io.tidings.stix.identifier.ScoIdentifiers;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.Property;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes builders of new objects, of new versions, and revocations. As safe for use by several threads as the clock and
 * the generator are; each builder belongs to one thread.
 */
public final class ObjectFactory {
    private static final Set<String> FIXED = Set.of("type", "id", "created", "created_by_ref", "modified");
    private static final Duration SMALLEST_STEP = Duration.ofMillis(1);

    private final Clock clock;
    private final RandomIdentifiers identifiers;

    /** @param random of new identifiers; a {@link java.security.SecureRandom} unless in a test */
    public ObjectFactory(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.identifiers = new RandomIdentifiers(random);
    }

    /**
     * A new object of {@code type}. Where not set otherwise, it is created now, and its identifier follows from the
     * content for SCOs (§2.9), and is random for all others.
     */
    public ObjectBuilder create(String type) {
        return new ObjectBuilder(type, JsonObject.empty(), Set.of(), this::complete);
    }

    /** A new object of {@code type}, made by {@code creator} where its class has one. */
    public ObjectBuilder create(String type, StixId creator) {
        ObjectBuilder builder = create(type);
        boolean has = ObjectTables.standard()
                .type(type)
                .map(table -> table.property("created_by_ref").isPresent())
                .orElse(true);
        return has ? builder.set("created_by_ref", creator) : builder;
    }

    /** A relationship between two objects (§5.1). */
    public ObjectBuilder relate(StixId source, String type, StixId target) {
        return create("relationship")
                .set("relationship_type", type)
                .set("source_ref", source)
                .set("target_ref", target);
    }

    /** A marking definition with a statement (§7.2.1.3). */
    public ObjectBuilder statement(String text) {
        return create("marking-definition")
                .set("definition_type", "statement")
                .set("definition", JsonObject.empty().with("statement", new JsonString(text)));
    }

    /**
     * The next version of {@code object}, with its content to begin with: {@code modified} is now, or a millisecond
     * after the last where the clock is behind (§3.6, S-058). Only the object's creator may make one.
     *
     * @throws IllegalArgumentException if it is revoked, which ends its versions (S-040), or has none: SCOs, marking
     *     definitions and bundles
     */
    public ObjectBuilder newVersion(StixObject object) {
        StixTimestamp before = object.head()
                .modified()
                .orElseThrow(() -> new IllegalArgumentException(
                        object.id() + " has no versions: make a new object (STIX 2.1 §3.6)"));
        if (object.head().revoked()) {
            throw new IllegalArgumentException(
                    object.id() + " is revoked, and so has no further versions: make a new object (STIX 2.1 §3.6)");
        }
        if (ObjectTables.standard()
                .type(object.type())
                .filter(table -> !table.isVersioned())
                .isPresent()) {
            throw new IllegalArgumentException(
                    object.type() + " objects have no versions: make a new object (STIX 2.1 §3.6, §7.2.1)");
        }
        String modified = after(before).text();
        return new ObjectBuilder(
                object.type(),
                content(object),
                FIXED,
                (type, members) -> members.put("modified", new JsonString(modified)));
    }

    /**
     * The version that revokes {@code object}: the same content with {@code revoked}.
     *
     * @throws IllegalArgumentException as {@link #newVersion(StixObject)}
     */
    public StixObject revoke(StixObject object) {
        return newVersion(object).set("revoked", new JsonBoolean(true)).build();
    }

    private StixTimestamp after(StixTimestamp before) {
        StixTimestamp now = StixTimestamp.of(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (now.compareTo(before) > 0) {
            return now;
        }
        Instant next = before.toInstant().truncatedTo(ChronoUnit.MILLIS).plus(SMALLEST_STEP);
        return StixTimestamp.of(next);
    }

    private static JsonObject content(StixObject object) {
        try {
            return JsonValue.read(object.bytes(), ContentBounds.standard())
                    .asObject()
                    .orElseThrow(() -> new IllegalArgumentException("an object is JSON in braces"));
        } catch (MalformedContentException faulty) {
            throw new IllegalArgumentException(object.id() + " cannot be read: " + faulty.getMessage(), faulty);
        }
    }

    private void complete(String type, Map<String, JsonValue> members) {
        Optional<ObjectTable> table = ObjectTables.standard().type(type);
        boolean observable =
                table.map(it -> it.objectClass() == ObjectClass.SCO).orElse(isNewObservable(members));
        if (has(table, "spec_version")) {
            members.putIfAbsent("spec_version", new JsonString("2.1"));
        }
        if (!observable && has(table, "created")) {
            String now = StixTimestamp.of(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .text();
            members.putIfAbsent("created", new JsonString(now));
            JsonValue created = members.getOrDefault("created", new JsonString(now));
            if (has(table, "modified")) {
                members.putIfAbsent("modified", created);
            }
        }
        if (!members.containsKey("id")) {
            Optional<StixId> deterministic =
                    observable ? ScoIdentifiers.of(new JsonObject(members).toBytes()) : Optional.empty();
            StixId id = deterministic.orElseGet(() -> identifiers.next(type));
            members.put("id", new JsonString(id.value()));
        }
    }

    private static boolean has(Optional<ObjectTable> table, String property) {
        Optional<Property> known = table.flatMap(it -> it.property(property));
        return table.isEmpty() || known.isPresent();
    }

    private static boolean isNewObservable(Map<String, JsonValue> members) {
        return Optional.ofNullable(members.get("extensions")).flatMap(JsonValue::asObject).stream()
                .flatMap(extensions -> extensions.members().values().stream())
                .anyMatch(extension -> extension
                        .asObject()
                        .flatMap(properties -> properties.text("extension_type"))
                        .filter("new-sco"::equals)
                        .isPresent());
    }
}
