package io.tidings.node.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidings.stix.validate.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Findings as one JSON object with {@code findings} and {@code files}. */
public final class JsonFindings implements FindingWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    public JsonFindings(OutputStream out) throws IOException {
        json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeArrayFieldStart("findings");
    }

    @Override
    public void write(Located located) throws IOException {
        Finding finding = located.finding();
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("file", located.file());
        if (located.line().isPresent()) {
            json.writeNumberField("line", located.line().getAsLong());
        }
        if (located.column().isPresent()) {
            json.writeNumberField("column", located.column().getAsLong());
        }
        if (located.offset().isPresent()) {
            json.writeNumberField("offset", located.offset().getAsLong());
        }
        json.writeStringField("object", finding.object());
        json.writeStringField("pointer", finding.pointer());
        json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("refused", located.refused());
        json.writeStringField("rule", finding.rule().id());
        json.writeStringField("section", finding.section());
        json.writeStringField("problem", finding.problem());
        json.writeStringField("remedy", finding.remedy());
        json.writeEndObject();
    }

    @Override
    public void end(List<Summary> files) throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (Summary each : files) {
            json.writeStartObject();
            json.writeStringField("file", each.file());
            json.writeNumberField("objects", each.objects());
            json.writeNumberField("refused", each.refused());
            json.writeNumberField("errors", each.errors());
            json.writeNumberField("warnings", each.warnings());
            json.writeNumberField("notes", each.notes());
            json.writeNumberField("unlisted", each.unlisted());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }
}
