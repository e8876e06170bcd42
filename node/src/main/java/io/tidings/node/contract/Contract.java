package io.tidings.node.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Terms and signatures over them: {@code {"agreement": terms, "signatures": [{"protected": …, "signature": …}]}}. Each
 * signature is a detached JWS (RFC 7515 appendix F) whose payload is the canonical form of the terms. Being a value of this
 * type says that it has the form, not that its signatures hold. Immutable.
 */
record Contract(ObjectNode terms, List<Statement> signatures) {
    /** The media type in the header of a signature. */
    static final String TYPE = "tidings-agreement+jws";

    /** Of the text. A call of the operator's API takes no more. */
    static final int LONGEST = 48 << 10;

    private static final int MOST_SIGNATURES = 8;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Contract {
        terms = terms.deepCopy();
        signatures = List.copyOf(signatures);
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    static Contract parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("it is no JSON: " + malformed.getOriginalMessage(), malformed);
        }
        if (!(json.path("agreement") instanceof ObjectNode terms)
                || !terms.path("format").asText().equals(Terms.FORMAT)
                || !terms.path(Terms.VERSION).isInt()) {
            throw new IllegalArgumentException(
                    "it has no \"agreement\" with the format " + Terms.FORMAT + " and a version");
        }
        JsonNode list = json.path("signatures");
        if (list.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("it has more than " + MOST_SIGNATURES + " signatures");
        }
        List<Statement> signatures = new ArrayList<>();
        for (JsonNode each : list) {
            signatures.add(Statement.attach(
                    TYPE,
                    each.path("protected").asText(),
                    terms,
                    each.path("signature").asText(),
                    2 * LONGEST));
        }
        return new Contract(terms, signatures);
    }

    /** For people and programs: indented, the signatures last. */
    String text() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("agreement", terms);
        ArrayNode list = json.putArray("signatures");
        signatures.forEach(each ->
                list.addObject().put("protected", each.protectedHeader()).put("signature", each.signature()));
        return json.toPrettyString() + "\n";
    }

    Contract signed(PrivateSealKey key) {
        if (signatures.stream()
                .anyMatch(each -> each.key().equals(key.publicKey().thumbprint()))) {
            return this;
        }
        List<Statement> more = new ArrayList<>(signatures);
        more.add(Statement.sign(TYPE, terms, key));
        return new Contract(terms, more);
    }

    int version() {
        return terms.path(Terms.VERSION).asInt();
    }
}
