package io.tidings.node.recall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Signatory;
import io.tidings.node.seal.Statement;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a recall says: which object must not be used or held any more, since when, and why. Signed by whoever recalls; each
 * node that passes it on adds a statement of its own, bound to the one before.
 *
 * @param object withdrawn
 * @param version the one version withdrawn; absent means all that there were at {@code at}
 * @param at when it was withdrawn, by the clock of who did
 */
record RecallStatement(UUID id, StixId object, Optional<StixTimestamp> version, String reason, Instant at) {
    /** The media type in the header of the JWS. */
    static final String TYPE = "tidings-recall+jws";

    static final int LONGEST_REASON = 1_000;
    private static final String FORMAT = "tidings-recall-1";
    private static final int LONGEST = 8_192;
    private static final int LONGEST_NAME = 200;
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    /** Signs it, as the one who recalls. */
    Statement sign(Signatory by, PrivateSealKey key) {
        ObjectNode payload = payload(id, "recall", at, by);
        payload.put("object", object.value());
        version.ifPresent(one -> payload.put("version", one.text()));
        payload.put("reason", reason);
        return Statement.sign(TYPE, payload, key);
    }

    /** Signs that a recall is passed on. */
    static Statement passOn(UUID id, Statement previous, Instant at, Signatory by, PrivateSealKey key) {
        return Statement.sign(TYPE, payload(id, "relay", at, by).put("previous", previous.digest()), key);
    }

    private static ObjectNode payload(UUID id, String step, Instant at, Signatory by) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("format", FORMAT)
                .put("recall", id.toString())
                .put("step", step)
                .put("at", at.toString());
        ObjectNode organisation = payload.putObject("organisation").put("name", by.name());
        by.uscc().ifPresent(uscc -> organisation.put("uscc", uscc));
        return payload;
    }

    /** @throws IllegalArgumentException if it is no statement about a recall */
    static Statement parse(String jws) {
        return Statement.parse(TYPE, jws, LONGEST);
    }

    /**
     * What the first of some statements says, after seeing that the others pass that one on, each the one before.
     *
     * @throws IllegalArgumentException saying what contradicts what; signatures are not looked at
     */
    static RecallStatement read(List<Statement> statements) {
        JsonNode first = statements.get(0).payload();
        require(
                text(first, "format").equals(FORMAT) && text(first, "step").equals("recall"),
                "it begins with no recall");
        RecallStatement recall = new RecallStatement(
                UUID.fromString(text(first, "recall")),
                new StixId(text(first, "object")),
                first.has("version") ? Optional.of(StixTimestamp.of(text(first, "version"))) : Optional.empty(),
                text(first, "reason"),
                at(statements.get(0)));
        require(recall.reason().length() <= LONGEST_REASON, "its reason is longer than " + LONGEST_REASON);
        for (int i = 1; i < statements.size(); i++) {
            JsonNode next = statements.get(i).payload();
            require(
                    text(next, "format").equals(FORMAT)
                            && text(next, "step").equals("relay")
                            && text(next, "recall").equals(recall.id().toString())
                            && text(next, "previous")
                                    .equals(statements.get(i - 1).digest()),
                    "statement " + (i + 1) + " does not pass on the one before it");
        }
        return recall;
    }

    /** When a statement was made, by the clock of who made it. */
    static Instant at(Statement statement) {
        try {
            Instant at = Instant.parse(text(statement.payload(), "at"));
            // Nothing can be added to the ends of time.
            require(!at.isBefore(Instant.EPOCH) && at.isBefore(END), "its time is no time");
            return at;
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("its time is RFC 3339 in UTC", unreadable);
        }
    }

    /** Who a statement says that it is of; whose it is, its key says. */
    static String organisation(Statement statement) {
        String name = statement.payload().path("organisation").path("name").asText();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    static List<Statement> parse(List<String> statements) {
        List<Statement> parsed = new ArrayList<>();
        statements.forEach(each -> parsed.add(parse(each)));
        return parsed;
    }

    /** Whether it withdraws this version: what came later than the recall is another matter. */
    boolean covers(StixTimestamp candidate, boolean versioned) {
        return version.map(candidate::equals)
                .orElse(!versioned || !candidate.toInstant().isAfter(at));
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        require(value.isTextual(), "it has no text as " + name);
        return value.textValue();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("no recall of a form that is known here: " + otherwise);
        }
    }
}
