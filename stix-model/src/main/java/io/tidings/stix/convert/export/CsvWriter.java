package io.tidings.stix.convert.export;

import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.extract.PlainIndicator;
import io.tidings.stix.value.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Writes CSV (RFC 4180, UTF-8) with a header: a row for each object, for an indicator one for each plain indicator in its
 * pattern.
 *
 * <p>Texts that a spreadsheet would run as formulas ({@code =}, {@code +}, {@code -}, {@code @} in front) get an
 * apostrophe in front: they come from outside. Closing closes the stream.
 */
public final class CsvWriter implements ObjectSink, Closeable {
    /** The columns, in order. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "type",
            "name",
            "kind",
            "value",
            "algorithm",
            "role",
            "pattern",
            "pattern_type",
            "valid_from",
            "valid_until",
            "confidence",
            "labels",
            "tlp",
            "revoked",
            "created",
            "modified",
            "created_by_ref",
            "description");

    private final OutputStream out;

    public CsvWriter(OutputStream out) throws IOException {
        this.out = out;
        row(COLUMNS);
    }

    @Override
    public void accept(StixObject object) throws IOException {
        JsonObject json = Content.of(object);
        List<PlainIndicator> indicators = Content.indicators(json);
        if (indicators.isEmpty()) {
            row(cells(object, json, "", json.text("value").orElse(""), "", ""));
        }
        for (PlainIndicator indicator : indicators) {
            row(cells(
                    object,
                    json,
                    name(indicator.kind()),
                    indicator.value(),
                    indicator.algorithm().orElse(""),
                    name(indicator.role())));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static List<String> cells(
            StixObject object, JsonObject json, String kind, String value, String algorithm, String role) {
        return List.of(
                object.id().value(),
                object.type(),
                json.text("name").orElse(""),
                kind,
                value,
                algorithm,
                role,
                json.text("pattern").orElse(""),
                json.text("pattern_type").orElse(""),
                json.text("valid_from").orElse(""),
                json.text("valid_until").orElse(""),
                json.get("confidence").map(Object::toString).orElse(""),
                String.join(";", object.head().labels()),
                object.head().tlp().map(Tlp::text).orElse(""),
                Boolean.toString(object.head().revoked()),
                object.head().created().map(Object::toString).orElse(""),
                object.head().modified().map(Object::toString).orElse(""),
                object.head().createdByRef().map(StixId::value).orElse(""),
                json.text("description").orElse(""));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void row(List<String> cells) throws IOException {
        StringJoiner row = new StringJoiner(",", "", "\r\n");
        cells.forEach(cell -> row.add(quoted(cell)));
        out.write(row.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String cell) {
        String safe = Optional.of(cell)
                .filter(text -> !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0)
                .map(text -> "'" + text)
                .orElse(cell);
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
