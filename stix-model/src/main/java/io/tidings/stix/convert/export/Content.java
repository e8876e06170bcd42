package io.tidings.stix.convert.export;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.extract.PlainIndicator;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.List;

/** What exports read of an object; what cannot be read is empty, since the object itself is kept elsewhere. */
final class Content {
    private Content() {}

    static JsonObject of(StixObject object) {
        try {
            return JsonValue.read(object.bytes(), ContentBounds.standard())
                    .asObject()
                    .orElse(JsonObject.empty());
        } catch (MalformedContentException beyondBounds) {
            return JsonObject.empty();
        }
    }

    /** Those of the STIX pattern of an indicator. */
    static List<PlainIndicator> indicators(JsonObject json) {
        boolean stix = json.text("type").filter("indicator"::equals).isPresent()
                && json.text("pattern_type").orElse("stix").equals("stix");
        try {
            return stix ? Pattern.parse(json.text("pattern").orElse("")).indicators() : List.of();
        } catch (MalformedPatternException malformed) {
            return List.of();
        }
    }
}
