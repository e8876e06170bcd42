package io.tidings.stix.marking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The marking definitions of TLP 1 (STIX 2.1 §7.2.1.4) and TLP 2 (an OASIS extension, S-136), built in, since they
 * need not travel with the objects they mark (S-139); and the level of definitions met elsewhere.
 */
public final class TlpDefinitions {
    /** Of the extension that defines TLP 2. */
    public static final String TLP_2_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
    private static final Map<StixId, ByteSlice> BUILT_IN = builtIn();

    private TlpDefinitions() {}

    /** The nine definitions by identifier, first TLP 1, then TLP 2, each from the freest to the strictest. */
    public static Map<StixId, ByteSlice> all() {
        return BUILT_IN;
    }

    /** The built-in marking definition with that identifier. */
    public static Optional<ByteSlice> definition(StixId id) {
        return Optional.ofNullable(BUILT_IN.get(id));
    }

    /**
     * The level that a marking definition object stands for, or empty if it is none of TLP.
     *
     * <p>A standard identifier decides, whatever the object claims beside it. Other objects may not exist by the text
     * (S-135), but do; of what they say the strictest counts, and a level that is not known counts as red.
     *
     * @throws IllegalArgumentException if {@code markingDefinition} is not well-formed JSON
     */
    public static Optional<Tlp> levelOf(ByteSlice markingDefinition) {
        try (JsonParser parser =
                JSON.createParser(markingDefinition.array(), markingDefinition.offset(), markingDefinition.length())) {
            return parser.nextToken() == JsonToken.START_OBJECT ? levelOf(parser) : Optional.empty();
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not well-formed JSON (RFC 8259)", notJson);
        }
    }

    private static Optional<Tlp> levelOf(JsonParser parser) throws IOException {
        Optional<Tlp> standard = Optional.empty();
        Optional<Tlp> definition = Optional.empty();
        Optional<Tlp> extension = Optional.empty();
        boolean isMarking = false;
        boolean isTlp = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> isMarking = isText(parser, value, "marking-definition");
                case "id" ->
                    standard = value == JsonToken.VALUE_STRING
                            ? StixId.parse(parser.getText()).flatMap(Tlp::of)
                            : Optional.empty();
                case "definition_type" -> isTlp = isText(parser, value, "tlp");
                case "definition" -> definition = level(parser, value, "tlp");
                case "extensions" -> extension = extension(parser, value);
                default -> {}
            }
            parser.skipChildren();
        }
        if (!isMarking || standard.isPresent()) {
            return isMarking ? standard : Optional.empty();
        }
        Optional<Tlp> stated = isTlp ? Optional.of(definition.orElse(Tlp.RED)) : Optional.empty();
        return Tlp.strictest(stated, extension);
    }

    private static boolean isText(JsonParser parser, JsonToken value, String text) throws IOException {
        return value == JsonToken.VALUE_STRING && parser.getText().equals(text);
    }

    private static Optional<Tlp> extension(JsonParser parser, JsonToken value) throws IOException {
        Optional<Tlp> level = Optional.empty();
        while (value == JsonToken.START_OBJECT && parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isTlp = parser.currentName().equals(TLP_2_EXTENSION);
            JsonToken member = parser.nextToken();
            if (isTlp) {
                level = Optional.of(level(parser, member, "tlp_2_0").orElse(Tlp.RED));
            }
            parser.skipChildren();
        }
        return level;
    }

    /** The level in member {@code name} of the object that begins here; leaves the parser at the object's end. */
    private static Optional<Tlp> level(JsonParser parser, JsonToken value, String name) throws IOException {
        Optional<Tlp> level = Optional.empty();
        while (value == JsonToken.START_OBJECT && parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isLevel = parser.currentName().equals(name);
            JsonToken member = parser.nextToken();
            if (isLevel && member == JsonToken.VALUE_STRING) {
                level = Tlp.parse(parser.getText());
            }
            parser.skipChildren();
        }
        return level;
    }

    private static Map<StixId, ByteSlice> builtIn() {
        Map<StixId, ByteSlice> all = new LinkedHashMap<>();
        add(all, tlp1("613f2e26-407d-48c7-9eca-b8e91df99dc9", "white"));
        add(all, tlp1("34098fce-860f-48ae-8e50-ebd3cc5e41da", "green"));
        add(all, tlp1("f88d31f6-486f-44da-b317-01333bde0b82", "amber"));
        add(all, tlp1("5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "red"));
        add(all, tlp2("94868c89-83c2-464b-929b-a1a8aa3c8487", "clear"));
        add(all, tlp2("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "green"));
        add(all, tlp2("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "amber"));
        add(all, tlp2("939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict"));
        add(all, tlp2("e828b379-4e03-4974-9ac4-e53a884c97c1", "red"));
        return Collections.unmodifiableMap(all);
    }

    private record Definition(String uuid, String created, String level, String rest) {}

    private static Definition tlp1(String uuid, String level) {
        return new Definition(
                uuid,
                "2017-01-20T00:00:00.000Z",
                level,
                "\"definition_type\":\"tlp\",\"definition\":{\"tlp\":\"" + level + "\"}");
    }

    private static Definition tlp2(String uuid, String level) {
        return new Definition(
                uuid,
                "2022-10-01T00:00:00.000Z",
                level,
                "\"extensions\":{\"" + TLP_2_EXTENSION + "\":{\"extension_type\":\"property-extension\",\"tlp_2_0\":\""
                        + level + "\"}}");
    }

    private static void add(Map<StixId, ByteSlice> all, Definition definition) {
        String id = "marking-definition--" + definition.uuid();
        all.put(
                new StixId(id),
                ByteSlice.ofText("{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"" + id
                        + "\",\"created\":\"" + definition.created() + "\",\"name\":\"TLP:"
                        + definition.level().toUpperCase(Locale.ROOT) + "\"," + definition.rest() + "}"));
    }
}
