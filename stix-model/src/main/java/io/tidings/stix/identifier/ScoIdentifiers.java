package io.tidings.stix.identifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * The deterministic identifiers of cyber-observable objects (STIX 2.1 §2.9, S-014, S-210 to S-218).
 *
 * <p>Values count as they are written: another spelling of the same address gives another identifier. References
 * count as text, so the objects referred to need their identifiers first.
 */
public final class ScoIdentifiers {
    /** Of all such identifiers. */
    public static final UUID NAMESPACE = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

    private static final NameBasedIdentifiers IDENTIFIERS = new NameBasedIdentifiers(NAMESPACE);
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    /** Of several hashes one counts: the first of these that there is (S-211). */
    private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256", "SHA-512");

    private ScoIdentifiers() {}

    /**
     * The identifier that follows from the content of an SCO; the {@code id} it may have does not matter.
     *
     * <p>Empty where the text gives none: an object of another class or a type that STIX does not define, or one
     * with none of its identifying properties. Such an SCO has a random identifier, {@code process} always (S-015).
     *
     * @throws IllegalArgumentException if {@code sco} is no JSON object, or what identifies it is no I-JSON
     */
    public static Optional<StixId> of(ByteSlice sco) {
        Map<String, ByteSlice> members = members(sco);
        return type(members).flatMap(type -> name(type, members).map(name -> IDENTIFIERS.of(type.name(), name)));
    }

    /**
     * The name that the identifier is made of: the canonical form of an object with the identifying properties.
     *
     * @throws IllegalArgumentException as {@link #of(ByteSlice)}
     */
    public static Optional<ByteSlice> name(ByteSlice sco) {
        Map<String, ByteSlice> members = members(sco);
        return type(members).flatMap(type -> name(type, members));
    }

    private static Optional<ObjectTable> type(Map<String, ByteSlice> members) {
        ByteSlice type = members.getOrDefault("type", ByteSlice.empty());
        return type.length() < 2
                ? Optional.empty()
                : ObjectTables.standard().type(type.slice(1, type.length() - 2).text());
    }

    private static Optional<ByteSlice> name(ObjectTable type, Map<String, ByteSlice> members) {
        StringJoiner name = new StringJoiner(",", "{", "}").setEmptyValue("");
        for (String property : type.identifyingProperties()) {
            ByteSlice value = members.get(property);
            if (value != null) {
                name.add(quoted(property) + (property.equals("hashes") ? oneHash(value) : value.text()));
            }
        }
        return name.length() == 0 ? Optional.empty() : Optional.of(CanonicalForm.of(ByteSlice.ofText(name.toString())));
    }

    private static String quoted(String name) {
        return "\"" + name + "\":";
    }

    // Where none of the four is there, the text has no rule; the first one is what other libraries take (S-212).
    private static String oneHash(ByteSlice hashes) {
        if (hashes.at(0) != '{') {
            return hashes.text();
        }
        Map<String, ByteSlice> entries = members(hashes);
        for (String algorithm : HASHES) {
            ByteSlice digest = entries.get(algorithm);
            if (digest != null) {
                return "{" + quoted(algorithm) + digest.text() + "}";
            }
        }
        Optional<String> first = entries.keySet().stream().findFirst();
        // Its name may need escapes, so it is cut out of the text as it stands there.
        return first.isEmpty() || entries.size() == 1
                ? hashes.text()
                : firstMember(hashes, entries.getOrDefault(first.get(), ByteSlice.empty()));
    }

    private static String firstMember(ByteSlice object, ByteSlice firstValue) {
        return object.slice(0, firstValue.offset() + firstValue.length() - object.offset())
                        .text() + "}";
    }

    /** The members' values as they are written, in their order. */
    private static Map<String, ByteSlice> members(ByteSlice json) {
        Map<String, ByteSlice> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an SCO is a JSON object, in braces");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getByteOffset();
                members.put(name, json.slice(start, end - start));
            }
            return members;
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not well-formed JSON (RFC 8259)", notJson);
        }
    }
}
