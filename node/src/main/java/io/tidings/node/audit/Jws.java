package io.tidings.node.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** JSON Web Signatures in their compact form (RFC 7515 §7.1), of what a log or a node says of itself. */
public final class Jws {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int MOST_CHARS = 16 << 10;

    private Jws() {}

    /**
     * A signature that was read; not verified yet.
     *
     * @param signer {@code kid}: {@link #keyId} of the key
     */
    record Signed(String type, String signer, JsonNode payload, byte[] input, byte[] signature) {
        /** Whether the holder of {@code key} signed it, as what it says to be. */
        boolean isBy(PublicKey key) {
            try {
                Signature verifier = Signature.getInstance(javaName(key));
                verifier.initVerify(key);
                verifier.update(input);
                return signer.equals(keyId(key)) && verifier.verify(signature);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }
    }

    /**
     * A statement, signed, in the compact form.
     *
     * @param type what kind of statement it is, so that one is never taken for another
     */
    public static String sign(String type, ObjectNode payload, Signer signer) throws GeneralSecurityException {
        ObjectNode header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", signer.algorithm())
                .put("typ", type)
                .put("kid", keyId(signer.publicKey()));
        String input = encoded(header) + "." + encoded(payload);
        return input + "." + ENCODER.encodeToString(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    static Signed parse(String compact) throws NotARecordException {
        String[] parts = compact.strip().split("\\.", -1);
        if (parts.length != 3 || compact.length() > MOST_CHARS) {
            throw new NotARecordException("it is no JWS of three parts");
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return new Signed(
                    header.path("typ").asText(),
                    header.path("kid").asText(),
                    payload,
                    (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                    Base64.getUrlDecoder().decode(parts[2]));
        } catch (IOException | IllegalArgumentException broken) {
            throw new NotARecordException("it is no JWS: " + broken.getMessage());
        }
    }

    /** {@code sha256:} and the SHA-256 of the SubjectPublicKeyInfo: the pin that agreements know the key by. */
    public static String keyId(PublicKey key) {
        return "sha256:" + HexFormat.of().formatHex(AuditLine.sha256().digest(key.getEncoded()));
    }

    static String algorithm(Key key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "ES256";
            case "EdDSA", "Ed25519" -> "EdDSA";
            case "RSA" -> "RS256";
            default -> throw new IllegalArgumentException("no JWS algorithm for a key of " + key.getAlgorithm());
        };
    }

    /** Of the algorithm of {@link #algorithm}, with signatures in the form of JWS. */
    static String javaName(Key key) {
        return switch (algorithm(key)) {
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "EdDSA" -> "Ed25519";
            default -> "SHA256withRSA";
        };
    }

    private static String encoded(ObjectNode object) {
        try {
            return ENCODER.encodeToString(JSON.writeValueAsBytes(object));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
