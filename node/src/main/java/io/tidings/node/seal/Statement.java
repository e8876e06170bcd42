package io.tidings.node.seal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that an organisation says with its sealing key: a JWS in compact form (RFC 7515 §3.1) whose payload is the
 * canonical form (RFC 8785) of a JSON object. Being a value of this type says that it has the form, not that its
 * signature holds.
 */
public final class Statement {
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String jws;
    private final SealAlgorithm algorithm;
    private final String key;
    private final JsonNode payload;
    private final byte[] signature;

    private Statement(String jws, SealAlgorithm algorithm, String key, JsonNode payload, byte[] signature) {
        this.jws = jws;
        this.algorithm = algorithm;
        this.key = key;
        this.payload = payload;
        this.signature = signature;
    }

    /** @param type what kind of statement it is, so that one is never taken for another */
    public static Statement sign(String type, ObjectNode payload, PrivateSealKey key) {
        String header = "{\"alg\":\"" + key.algorithm().text() + "\",\"kid\":\""
                + key.publicKey().thumbprint() + "\",\"typ\":\"" + type + "\"}";
        byte[] canonical =
                CanonicalForm.of(ByteSlice.ofText(payload.toString())).toByteArray();
        String input = Bytes.text(header.getBytes(StandardCharsets.US_ASCII)) + "." + Bytes.text(canonical);
        byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
        return new Statement(
                input + "." + Bytes.text(signature),
                key.algorithm(),
                key.publicKey().thumbprint(),
                payload.deepCopy(),
                signature);
    }

    /**
     * Reads a statement. Its header says algorithm, key and type, and nothing else, so that nothing in it can choose the key
     * or change the meaning.
     *
     * @param longest in characters
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Statement parse(String type, String jws, int longest) {
        String[] parts = jws.length() > longest ? new String[0] : jws.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a signed statement is a compact JWS of three parts and at most "
                    + longest + " characters (RFC 7515 §3.1)");
        }
        JsonNode header = json(parts[0]);
        Set<String> names = new TreeSet<>();
        header.fieldNames().forEachRemaining(names::add);
        if (!names.equals(HEADER) || !header.path("typ").asText().equals(type)) {
            throw new IllegalArgumentException("its header has alg, kid and the typ " + type + ", and no more");
        }
        SealAlgorithm algorithm = SealAlgorithm.parse(header.path("alg").asText())
                .orElseThrow(() -> new IllegalArgumentException("it is signed by ES256, EdDSA or SM2-SM3 only"));
        String key = header.path("kid").asText();
        Bytes.parse(key, Bytes.DIGEST);
        JsonNode payload = json(parts[1]);
        if (!payload.isObject()) {
            throw new IllegalArgumentException("its payload is a JSON object");
        }
        return new Statement(jws, algorithm, key, payload, Bytes.parse(parts[2]));
    }

    private static JsonNode json(String part) {
        try {
            return JSON.readTree(Bytes.parse(part));
        } catch (IOException notJson) {
            throw new IllegalArgumentException("header and payload of a signed statement are JSON", notJson);
        }
    }

    /** As it travels, to the letter. */
    public String jws() {
        return jws;
    }

    /** Thumbprint of the key that it says it is signed with. */
    public String key() {
        return key;
    }

    public JsonNode payload() {
        return payload;
    }

    /** SHA-256 of {@link #jws}, in base64url. */
    public String digest() {
        return Bytes.text(Bytes.sha256().digest(jws.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The protected header as it stands in the JWS: what a detached signature shows of it (RFC 7515 appendix F). */
    public String protectedHeader() {
        return jws.substring(0, jws.indexOf('.'));
    }

    /** Likewise the signature. */
    public String signature() {
        return jws.substring(jws.lastIndexOf('.') + 1);
    }

    /**
     * The statement of which a detached signature is.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static Statement attach(String type, String header, ObjectNode payload, String signature, int longest) {
        byte[] canonical =
                CanonicalForm.of(ByteSlice.ofText(payload.toString())).toByteArray();
        return parse(type, header + "." + Bytes.text(canonical) + "." + signature, longest);
    }

    /** Whether {@code by} made it. The key says the algorithm; a header that says another is no signature. */
    public boolean isSignedBy(PublicSealKey by) {
        return by.thumbprint().equals(key)
                && by.algorithm() == algorithm
                && by.verifies(jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII), signature);
    }
}
