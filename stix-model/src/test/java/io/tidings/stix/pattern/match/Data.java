package io.tidings.stix.pattern.match;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternBounds;
import io.tidings.stix.pattern.syntax.PatternParser;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Observations and patterns in few words. */
final class Data {
    private Data() {}

    static JsonObject object(String json) {
        try {
            return JsonValue.read(ByteSlice.ofText(json.replace('\'', '"')), ContentBounds.standard())
                    .asObject()
                    .orElseThrow();
        } catch (MalformedContentException notJson) {
            throw new IllegalArgumentException(json, notJson);
        }
    }

    /** One observation, at one time, of objects written with single quotes. */
    static Observation seen(String... objects) {
        List<JsonObject> all = new ArrayList<>();
        for (String object : objects) {
            all.add(object(object));
        }
        return Observation.of(StixTimestamp.of("2026-01-01T00:00:00Z"), all);
    }

    /** A mutex of that name, seen so many times from one second of a minute to another. */
    static Observation mutex(String name, int first, int last, long count) {
        return new Observation(
                at(first), at(last), count, Map.of("m", object("{'type':'mutex','name':'" + name + "'}")));
    }

    static StixTimestamp at(int second) {
        return StixTimestamp.of(
                String.format("2026-01-01T%02d:%02d:%02dZ", second / 3600, second / 60 % 60, second % 60));
    }

    static CompiledPattern compile(String pattern) {
        try {
            return CompiledPattern.of(
                    PatternParser.parse(pattern, PatternBounds.standard()).root());
        } catch (MalformedPatternException malformed) {
            throw new IllegalArgumentException(pattern, malformed);
        }
    }

    static Answer match(String pattern, Observation... observations) {
        return compile(pattern).match(List.of(observations));
    }
}
