package io.tidings.node.seal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A signature over the root of a tree of objects: a JWS in compact form (RFC 7515 §3.1), one for each batch.
 *
 * <p>Being a value of this type says that it has the form, not that its signature holds.
 */
public final class Seal {
    /** The media type in its header. */
    static final String TYPE = "tidings-seal+jws";

    private static final String FORMAT = "tidings-seal-1";
    private static final int LONGEST = 8_192;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_IDENTITIES = 20;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    /** RFC 3339 knows no later year; and nothing can be added to the last time that the JDK knows. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String jws;
    private final SealAlgorithm algorithm;
    private final String key;
    private final Contents contents;
    private final byte[] signature;
    private final byte[] digest;
    private final String name;

    /** What is signed. */
    record Contents(Signatory by, Step step, Instant at, byte[] root) {}

    private Seal(String jws, SealAlgorithm algorithm, String key, Contents contents, byte[] signature) {
        this.jws = jws;
        this.algorithm = algorithm;
        this.key = key;
        this.contents = contents;
        this.signature = signature;
        this.digest = Bytes.sha256().digest(jws.getBytes(StandardCharsets.US_ASCII));
        this.name = Bytes.text(digest);
    }

    static Seal sign(Contents contents, PrivateSealKey key) {
        String header = "{\"alg\":\"" + key.algorithm().text() + "\",\"kid\":\""
                + key.publicKey().thumbprint() + "\",\"typ\":\"" + TYPE + "\"}";
        String input = Bytes.text(header.getBytes(StandardCharsets.US_ASCII)) + "." + Bytes.text(payload(contents));
        byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
        return new Seal(
                input + "." + Bytes.text(signature),
                key.algorithm(),
                key.publicKey().thumbprint(),
                contents,
                signature);
    }

    private static byte[] payload(Contents contents) {
        ObjectNode organisation = JsonNodeFactory.instance.objectNode();
        organisation.put("name", contents.by().name());
        contents.by().uscc().ifPresent(uscc -> organisation.put("uscc", uscc));
        if (!contents.by().identities().isEmpty()) {
            contents.by().identities().forEach(organisation.putArray("identities")::add);
        }
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("format", FORMAT);
        payload.put("at", contents.at().toString());
        payload.put("root", Bytes.text(contents.root()));
        payload.put("step", contents.step().text());
        payload.set("organisation", organisation);
        return CanonicalForm.of(ByteSlice.ofText(payload.toString())).toByteArray();
    }

    /**
     * Reads a seal. Its header says algorithm, key and type, and nothing else: what a header could ask for beside that
     * ({@code jwk}, {@code x5u}, {@code crit}) is refused.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Seal parse(String jws) {
        String[] parts = jws.length() > LONGEST ? new String[0] : jws.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "a seal is a compact JWS of three parts and at most " + LONGEST + " characters (RFC 7515 §3.1)");
        }
        JsonNode header = json(parts[0]);
        Set<String> names = new TreeSet<>();
        header.fieldNames().forEachRemaining(names::add);
        if (!names.equals(HEADER) || !text(header, "typ").equals(TYPE)) {
            throw new IllegalArgumentException("a seal's header has alg, kid and the typ " + TYPE + ", and no more");
        }
        SealAlgorithm algorithm = SealAlgorithm.parse(text(header, "alg"))
                .orElseThrow(() -> new IllegalArgumentException("seals are signed by ES256, EdDSA or SM2-SM3 only"));
        String key = text(header, "kid");
        Bytes.parse(key, Bytes.DIGEST);
        return new Seal(jws, algorithm, key, contents(json(parts[1])), Bytes.parse(parts[2]));
    }

    private static Contents contents(JsonNode payload) {
        if (!text(payload, "format").equals(FORMAT)) {
            throw new IllegalArgumentException("a seal of another format than " + FORMAT);
        }
        Step step = Step.parse(text(payload, "step"))
                .orElseThrow(() -> new IllegalArgumentException("a seal's step is author or relay"));
        return new Contents(
                signatory(payload.path("organisation")),
                step,
                time(text(payload, "at")),
                Bytes.parse(text(payload, "root"), Bytes.DIGEST));
    }

    private static Signatory signatory(JsonNode organisation) {
        List<String> identities = new ArrayList<>();
        for (JsonNode each : organisation.path("identities")) {
            if (!each.isTextual() || each.textValue().length() > LONGEST_TEXT || identities.size() == MOST_IDENTITIES) {
                throw new IllegalArgumentException("a seal names at most " + MOST_IDENTITIES + " identities");
            }
            identities.add(each.textValue());
        }
        Optional<String> uscc = organisation.has("uscc") ? Optional.of(text(organisation, "uscc")) : Optional.empty();
        return new Signatory(text(organisation, "name"), uscc, identities);
    }

    private static Instant time(String text) {
        Instant time;
        try {
            time = Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("a seal's time is RFC 3339 in UTC", unreadable);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("a seal's time is of the years 1970 to 9999");
        }
        return time;
    }

    private static JsonNode json(String part) {
        try {
            return JSON.readTree(Bytes.parse(part));
        } catch (IOException notJson) {
            throw new IllegalArgumentException("header and payload of a seal are JSON", notJson);
        }
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("a seal has a text as " + name);
        }
        return value.textValue();
    }

    /** As it travels, to the letter. */
    public String jws() {
        return jws;
    }

    public SealAlgorithm algorithm() {
        return algorithm;
    }

    /** Thumbprint of the key that it says it is signed with. */
    public String key() {
        return key;
    }

    public Signatory by() {
        return contents.by();
    }

    public Step step() {
        return contents.step();
    }

    /** When it was made, by the clock of who made it. */
    public Instant at() {
        return contents.at();
    }

    byte[] root() {
        return contents.root();
    }

    /** {@link #digest} as text. */
    String name() {
        return name;
    }

    /** SHA-256 of {@link #jws}. */
    byte[] digest() {
        return digest;
    }

    /** Whether {@code by} made it. The key says the algorithm; a header that says another is no signature. */
    public boolean isSignedBy(PublicSealKey by) {
        return by.thumbprint().equals(key)
                && by.algorithm() == algorithm
                && by.verifies(jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII), signature);
    }
}
