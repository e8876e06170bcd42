package io.tidings.node.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Signs what a card says: a fixed line, then the canonical JSON (RFC 8785) of all its members but {@code signature}, those
 * unknown to this version included.
 */
final class CardSignature {
    static final String MEMBER = "signature";
    // So that a signature made for something else is never one of a card, nor the other way round.
    private static final byte[] PURPOSE = "tidings peer card 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = new ObjectMapper();

    private CardSignature() {}

    static byte[] sign(ObjectNode card, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(KeyKind.of(key).signature());
        signature.initSign(key);
        signature.update(PURPOSE);
        signature.update(content(card));
        return signature.sign();
    }

    /** False as well for a key of a kind that no node has. */
    static boolean verifies(ObjectNode card, byte[] signed, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(KeyKind.of(key).signature());
            signature.initVerify(key);
            signature.update(PURPOSE);
            signature.update(content(card));
            return signature.verify(signed);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] content(ObjectNode card) {
        ObjectNode unsigned = card.deepCopy();
        unsigned.remove(MEMBER);
        try {
            return CanonicalForm.of(ByteSlice.of(JSON.writeValueAsBytes(unsigned)))
                    .toByteArray();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a card that is no JSON", e);
        }
    }
}
