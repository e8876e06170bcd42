package io.tidings.node.companion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidings.node.companion.Companion.Name;
import io.tidings.node.seal.ChainAssembly;
import io.tidings.node.seal.ChainAssembly.Place;
import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a companion from a stranger, in one pass of the parser. Members may come in any order, since servers between may
 * have written it anew.
 */
public final class CompanionReader {
    private static final int LONGEST_TEXT = 8_192;
    private static final int MOST_NODES = 65_536;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(20)
                    .build())
            .build();

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final JsonParser in;
    private final ChainAssembly<Name> assembly = new ChainAssembly<>();
    private final List<Sealed> objects = new ArrayList<>();
    private int seals;
    private int links;
    private int nodes;

    private record Sealed(Name name, byte[] digest, List<Place> places) {}

    private CompanionReader(JsonParser in) {
        this.in = in;
    }

    /** @throws IllegalArgumentException if it has another form, or is larger than any node writes it */
    public static Companion read(ByteSlice json) {
        if (json.length() > CompanionForm.MOST_BYTES) {
            throw new IllegalArgumentException("provenance of more than " + CompanionForm.MOST_BYTES + " bytes");
        }
        try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
            return new CompanionReader(parser).read();
        } catch (IOException malformed) {
            throw new IllegalArgumentException("provenance that cannot be read", malformed);
        }
    }

    private Companion read() throws IOException {
        require(in.nextToken() == JsonToken.START_OBJECT);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "seals" -> list(value, this::seal);
                case "objects" -> list(value, this::object);
                default -> in.skipChildren();
            }
        }
        objects.forEach(each -> assembly.addObject(each.name(), each.digest(), each.places()));
        return new Companion(assembly.assemble());
    }

    private interface Item {
        void read() throws IOException;
    }

    private void list(JsonToken begin, Item item) throws IOException {
        require(begin == JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            item.read();
        }
    }

    private void seal() throws IOException {
        bound(++seals, CompanionForm.MOST_SEALS, "seals");
        String jws = "";
        List<byte[]> beside = new ArrayList<>();
        require(in.currentToken() == JsonToken.START_OBJECT);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "jws" -> jws = text();
                case "nodes" ->
                    list(value, () -> {
                        bound(++nodes, MOST_NODES, "tree nodes");
                        beside.add(bytes());
                    });
                default -> in.skipChildren();
            }
        }
        assembly.addSeal(jws, beside);
    }

    private void object() throws IOException {
        bound(objects.size() + 1, CompanionForm.MOST_OBJECTS, "objects");
        Map<String, String> texts = new HashMap<>();
        byte[] digest = new byte[0];
        List<Place> places = new ArrayList<>();
        require(in.currentToken() == JsonToken.START_OBJECT);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "ref", "version" -> texts.put(name, text());
                case "sha256" -> digest = bytes();
                case "links" ->
                    list(value, () -> {
                        bound(++links, CompanionForm.MOST_LINKS, "links");
                        places.add(place());
                    });
                default -> in.skipChildren();
            }
        }
        objects.add(
                new Sealed(new Name(texts.getOrDefault("ref", ""), texts.getOrDefault("version", "")), digest, places));
    }

    private Place place() throws IOException {
        require(in.currentToken() == JsonToken.START_ARRAY);
        int seal = number();
        int place = number();
        in.nextToken();
        byte[] salt = bytes();
        require(in.nextToken() == JsonToken.END_ARRAY);
        return new Place(seal, place, salt);
    }

    private int number() throws IOException {
        require(in.nextToken() == JsonToken.VALUE_NUMBER_INT);
        return in.getIntValue();
    }

    private String text() throws IOException {
        require(in.currentToken() == JsonToken.VALUE_STRING);
        return in.getText();
    }

    private byte[] bytes() throws IOException {
        String text = text();
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        require(BASE64URL.encodeToString(bytes).equals(text));
        return bytes;
    }

    private static void bound(int count, int most, String what) {
        if (count > most) {
            throw new IllegalArgumentException("provenance with more than " + most + " " + what);
        }
    }

    private static void require(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalArgumentException("provenance of another form than docs/provenance.md says");
        }
    }
}
