package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * Checks objects one by one against STIX 2.1. Never throws for what the bytes hold: that is a finding.
 *
 * <p>Immutable and safe for use by several threads. Time and memory grow with the object alone, which its reader
 * bounds. What is wrong with the JSON itself (encoding, surrogates, names that come twice below the tables) is the
 * content reader's to refuse, which every object has passed.
 */
public final class Validator {
    /** Of one object; the gravest are kept. */
    private static final int MOST_FINDINGS = 200;
    /** What may be checked of a STIX 2.0 object by the rules of 2.1. */
    private static final Set<String> AS_IN_2_0 = Set.of(
            "type",
            "id",
            "spec_version",
            "created_by_ref",
            "created",
            "modified",
            "revoked",
            "labels",
            "object_marking_refs",
            "granular_markings");

    private final PatternCheck patterns;
    private final Checks checks = Checks.standard();

    private Validator(PatternCheck patterns) {
        this.patterns = patterns;
    }

    /** A validator that does not look into patterns. */
    public static Validator standard() {
        return new Validator(PatternCheck.none());
    }

    /** A validator that has the patterns of indicators checked by {@code patterns}. */
    public static Validator with(PatternCheck patterns) {
        return new Validator(patterns);
    }

    /** What is wrong with {@code object}; a {@link Profile} decides what follows from it. */
    public Findings validate(StixObject object) {
        return validate(object.bytes(), object.type(), object.id().value());
    }

    /** As {@link #validate(StixObject)}, for bytes that may be no object that a head can be read from. */
    public Findings validate(ByteSlice object) {
        String type;
        try {
            type = TypeScan.typeOf(object);
        } catch (IOException faulty) {
            type = "";
        }
        return validate(object, type, "");
    }

    private Findings validate(ByteSlice object, String type, String id) {
        Report report = new Report(MOST_FINDINGS);
        try (JsonParser parser = TypeScan.JSON.createParser(object.array(), object.offset(), object.length())) {
            Pass pass = new Pass(parser, object, type, patterns, report);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                pass.fatal(Rule.S_001, "is no JSON object", "write the object in braces");
                return report.of(id);
            }
            Frame frame = checks.of(type).members(pass);
            if (parser.nextToken() != null) {
                pass.fatal(Rule.S_001, "has something after its end", "write one object");
            }
            String known = id.isEmpty() ? frame.text("id").orElse("") : id;
            return isOf2_0(frame, type) ? as2_0(report, known) : report.of(known);
        } catch (JsonProcessingException notJson) {
            report.add(
                    "",
                    Rule.S_001,
                    "",
                    Severity.ERROR,
                    Harm.IDENTITY,
                    "is not well-formed JSON: " + notJson.getOriginalMessage(),
                    "write I-JSON (RFC 7493)");
            return report.of(id);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", impossible);
        }
    }

    /** Of STIX 2.0, by its statement or by not making one where 2.1 asks for it (S-092). */
    private static boolean isOf2_0(Frame frame, String type) {
        if (frame.is("spec_version", "2.0")) {
            return true;
        }
        Optional<ObjectClass> objectClass = ObjectTables.standard().classOf(type);
        boolean mayDoWithout = objectClass
                .filter(it -> it == ObjectClass.SCO || it == ObjectClass.BUNDLE)
                .isPresent();
        return !mayDoWithout && !frame.has("spec_version") && frame.has("created");
    }

    private static Findings as2_0(Report report, String id) {
        Report kept = new Report(MOST_FINDINGS);
        kept.add(
                "",
                Rule.S_092,
                "3.2",
                Severity.ERROR,
                Harm.FORM,
                "is of STIX 2.0, of which only the common properties are checked",
                "add \"spec_version\": \"2.1\" if it is meant to be, else upgrade it");
        for (Finding finding : report.list()) {
            String pointer = finding.pointer();
            int end = pointer.indexOf('/', 1);
            String property = pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
            boolean missing = property.isEmpty() && finding.harm() == Harm.IDENTITY;
            if (missing || AS_IN_2_0.contains(property)) {
                kept.add(finding);
            }
        }
        return kept.of(id);
    }
}
