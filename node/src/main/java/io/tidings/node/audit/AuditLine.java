package io.tidings.node.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The form of one line: JSON, {@code prev} first, a line break at its end. */
final class AuditLine {
    /** A line is never longer, so that whoever reads need not hold more. */
    static final int MOST_BYTES = 64 << 10;

    /** A signed statement fits in, since a part of one proves nothing. */
    private static final int MOST_CHARS = 8_192;

    private static final int FEWEST_ITEM_CHARS = 200;
    private static final int MOST_LIST_CHARS = 32_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader READER = JSON.reader();

    private AuditLine() {}

    /** @throws IllegalArgumentException if the details are more than a line can hold */
    static byte[] of(Head before, Instant time, AuditEvent event) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("prev", before.hash());
            out.writeNumberField("seq", before.seq() + 1);
            out.writeStringField("time", time.truncatedTo(ChronoUnit.MICROS).toString());
            out.writeStringField("kind", event.kind().text());
            out.writeStringField("event", event.event());
            out.writeStringField("who", shortened(event.who()));
            out.writeObjectFieldStart("what");
            for (Map.Entry<String, Object> detail : event.details().entrySet()) {
                out.writeFieldName(detail.getKey());
                write(out, detail.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        bytes.write('\n');
        if (bytes.size() > MOST_BYTES) {
            throw new IllegalArgumentException("an audit record of " + bytes.size() + " bytes: " + event.event());
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof List<?> texts) {
            out.writeStartArray();
            int left = MOST_LIST_CHARS;
            int most = Math.max(FEWEST_ITEM_CHARS, MOST_LIST_CHARS / Math.max(1, texts.size()) - 1);
            int written = 0;
            for (Object text : texts) {
                String item = shortened(String.valueOf(text), most);
                left -= item.length();
                if (left < 0) {
                    out.writeString("… " + (texts.size() - written) + " more");
                    break;
                }
                out.writeString(item);
                written++;
            }
            out.writeEndArray();
        } else {
            out.writeString(shortened(String.valueOf(value)));
        }
    }

    private static String shortened(String text) {
        return shortened(text, MOST_CHARS);
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return unicode(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return unicode(text.substring(0, end)) + "…";
    }

    // A stranger's text may have half a surrogate pair, which has no UTF-8: the record would be lost, and others with
    // it.
    private static String unicode(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : text;
    }

    /** @param line with or without its line break */
    static AuditRecord parse(byte[] line) throws NotARecordException {
        JsonNode object;
        try {
            object = READER.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new NotARecordException("it is no JSON: " + broken.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        JsonNode seq = object.path("seq");
        if (!object.isObject()
                || !seq.isIntegralNumber()
                || !object.path("what").isObject()) {
            throw new NotARecordException("it is no record: it needs prev, seq, time, kind, event, who and what");
        }
        return new AuditRecord(
                seq.longValue(),
                time(text(object, "time")),
                text(object, "kind"),
                text(object, "event"),
                text(object, "who"),
                object.path("what"),
                text(object, "prev"));
    }

    private static String text(JsonNode object, String name) throws NotARecordException {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw new NotARecordException("it is no record: " + name + " is missing");
        }
        return value.textValue();
    }

    private static Instant time(String text) throws NotARecordException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw new NotARecordException("it is no record: its time is " + text);
        }
    }

    /** SHA-256 of a line with its line break. */
    static String hash(byte[] line) {
        return HexFormat.of().formatHex(sha256().digest(line));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
