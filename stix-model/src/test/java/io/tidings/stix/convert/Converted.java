package io.tidings.stix.convert;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a conversion gave. */
public record Converted(List<StixObject> objects, ConversionReport report) {
    public static Converted of(Conversion conversion, String input) {
        try {
            return of(conversion, input.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedContentException malformed) {
            throw new AssertionError(malformed);
        }
    }

    public static Converted of(Conversion conversion, byte[] input) throws MalformedContentException {
        List<StixObject> objects = new ArrayList<>();
        try {
            ConversionReport report = conversion.convert(new ByteArrayInputStream(input), objects::add);
            return new Converted(objects, report);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public List<JsonObject> all(String type) {
        return objects.stream()
                .filter(object -> object.type().equals(type))
                .map(Converted::json)
                .toList();
    }

    public JsonObject only(String type) {
        List<JsonObject> all = all(type);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " objects of type " + type + ": " + all + " " + report.remarks());
        }
        return all.get(0);
    }

    public List<String> texts(String type, String property) {
        return all(type).stream().map(json -> json.text(property).orElse("")).toList();
    }

    public List<Remark> remarks(Kind kind) {
        return report.remarks().stream().filter(remark -> remark.kind() == kind).toList();
    }

    private static JsonObject json(StixObject object) {
        try {
            return JsonValue.read(object.bytes(), ContentBounds.standard())
                    .asObject()
                    .orElseThrow();
        } catch (MalformedContentException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
