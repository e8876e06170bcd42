package io.tidings.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.Statement;
import java.security.SecureRandom;
import java.util.UUID;

/** Writes recalls and answers to them as {@code docs/provenance.md} has them, whether they are true or not. */
final class RecallForger {
    private static final String EXTENSION = "extension-definition--2a0f5c1e-6f61-5d0b-8f0e-5b7f2c9d1e44";

    private RecallForger() {}

    /** A recall in somebody's name, with a key that nobody knows. */
    static String object(String recalled, String organisation) {
        String recall = UUID.randomUUID().toString();
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("format", "tidings-recall-1")
                .put("recall", recall)
                .put("step", "recall")
                .put("at", "2026-01-02T00:00:00Z")
                .put("object", recalled)
                .put("reason", "so");
        payload.putObject("organisation").put("name", organisation);
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("type", "x-tidings-recall")
                .put("spec_version", "2.1")
                .put("id", "x-tidings-recall--" + UUID.randomUUID())
                .put("created", "2026-01-02T00:00:00.000Z")
                .put("modified", "2026-01-02T00:00:00.000Z")
                .put("recall", recall);
        object.putArray("object_marking_refs").add(Feed.GREEN);
        object.putObject("extensions").putObject(EXTENSION).put("extension_type", "new-sdo");
        object.putArray("statements")
                .add(Statement.sign("tidings-recall+jws", payload, stranger()).jws());
        return object.toString();
    }

    /** @param statement digest of what is answered */
    static String answer(String recall, String statement, String at, String did, PrivateSealKey key) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("format", "tidings-recall-ack-1")
                .put("recall", recall)
                .put("statement", statement)
                .put("at", at)
                .put("did", did)
                .put("entries", 1);
        payload.putObject("onward")
                .put("peers", 0)
                .put("clients", 0)
                .put("answered", 0)
                .put("acted", 0);
        return Statement.sign("tidings-recall-ack+jws", payload, key).jws();
    }

    static PrivateSealKey stranger() {
        return PrivateSealKey.generate(SealAlgorithm.EDDSA, new SecureRandom());
    }
}
