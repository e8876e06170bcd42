package io.tidings.node.recall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * What became of a recall at someone who was given the object. Counts only: who got it from them is theirs to know.
 *
 * @param entries of the object that it was about there
 * @param onward of those who got it from them
 * @param proven whether it is signed by a key of that peer that is known here; else the connection alone says whose it is
 */
record Acknowledgement(Instant at, Recall.Action did, long entries, Onward onward, boolean proven) {
    /** The media type in the header of the JWS. */
    static final String TYPE = "tidings-recall-ack+jws";

    static final int LONGEST = 8_192;
    private static final String FORMAT = "tidings-recall-ack-1";
    private static final long MOST = 1_000_000_000L;

    /** @param answered of those; {@code acted}: took it out of use */
    record Onward(long peers, long clients, long answered, long acted) {}

    /** @param recall digest of the statement of who recalls */
    Statement sign(UUID id, String recall, PrivateSealKey key) {
        ObjectNode payload =
                json().put("format", FORMAT).put("recall", id.toString()).put("statement", recall);
        return Statement.sign(TYPE, payload, key);
    }

    /** Its members, as they are signed and kept. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", at.toString())
                .put("did", did.text())
                .put("entries", entries);
        json.putObject("onward")
                .put("peers", onward.peers())
                .put("clients", onward.clients())
                .put("answered", onward.answered())
                .put("acted", onward.acted());
        return json;
    }

    /** What of it is news: everything but the time. */
    String substance() {
        ObjectNode json = json();
        json.remove("at");
        return json.toString();
    }

    /** Whether it says something else than one before did, or proves it. */
    boolean isNewsAfter(Acknowledgement before) {
        return at.isAfter(before.at())
                && (proven && !before.proven() || !substance().equals(before.substance()));
    }

    /** @throws IllegalArgumentException if it has another form */
    static Acknowledgement parse(JsonNode json, boolean proven) {
        try {
            JsonNode onward = json.path("onward");
            return new Acknowledgement(
                    Instant.parse(json.path("at").asText()),
                    Recall.Action.valueOf(
                            json.path("did").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                    count(json, "entries"),
                    new Onward(
                            count(onward, "peers"),
                            count(onward, "clients"),
                            count(onward, "answered"),
                            count(onward, "acted")),
                    proven);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("its time is RFC 3339 in UTC", unreadable);
        }
    }

    /** Which recall a signed one answers. */
    static UUID recall(Statement signed) {
        if (!signed.payload().path("format").asText().equals(FORMAT)) {
            throw new IllegalArgumentException("an acknowledgement of another format than " + FORMAT);
        }
        return UUID.fromString(signed.payload().path("recall").asText());
    }

    private static long count(JsonNode json, String name) {
        JsonNode number = json.path(name);
        if (!number.canConvertToLong() || number.longValue() < 0 || number.longValue() > MOST) {
            throw new IllegalArgumentException("it has no count as " + name);
        }
        return number.longValue();
    }
}
