package io.tidings.node.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Rule;
import io.tidings.stix.validate.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Findings as a log of one run in SARIF 2.1.0 (OASIS), for tools that show results of static analysis. The value
 * found fault with is the physical location; object and JSON Pointer are a logical one.
 */
public final class SarifFindings implements FindingWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private static final List<Rule> RULES = List.of(Rule.values());

    private final JsonGenerator json;

    /** @param version of this program */
    public SarifFindings(OutputStream out, String version) throws IOException {
        json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        driver(version);
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
    }

    private void driver(String version) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "tidings validate");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (Rule rule : RULES) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            text("shortDescription", rule.section().isEmpty() ? rule.id() : "STIX 2.1 §" + rule.section());
            text("fullDescription", rule.text());
            text("help", rule.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    public void write(Located located) throws IOException {
        Finding finding = located.finding();
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().id());
        json.writeNumberField("ruleIndex", RULES.indexOf(finding.rule()));
        json.writeStringField("level", level(finding.severity()));
        text("message", finding.problem() + "; " + finding.remedy());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        physical(located);
        logical(finding);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void physical(Located located) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(located.file()));
        json.writeEndObject();
        if (located.line().isPresent() || located.offset().isPresent()) {
            json.writeObjectFieldStart("region");
            if (located.line().isPresent()) {
                json.writeNumberField("startLine", located.line().getAsLong());
                if (located.column().isPresent()) {
                    json.writeNumberField("startColumn", located.column().getAsLong());
                }
            }
            if (located.offset().isPresent()) {
                json.writeNumberField("byteOffset", located.offset().getAsLong());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void logical(Finding finding) throws IOException {
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", finding.object() + finding.pointer());
        json.writeStringField("kind", "member");
        json.writeEndObject();
        json.writeEndArray();
    }

    @Override
    public void end(List<Summary> files) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void text(String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    private static String uri(String file) throws IOException {
        try {
            String path = file.replace('\\', '/');
            // A colon in the first part of a relative path would make that a scheme (RFC 3986 §4.2).
            String safe = path.startsWith("/") || !path.contains(":") ? path : "./" + path;
            return file.equals("-") ? "stdin" : new URI(null, null, safe, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IOException("no URI can be made of the file name " + file, impossible);
        }
    }
}
