package io.tidings.stix.pattern.match;

import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the few patterns of many that an object could be of interest to. Not changed once it is filled. */
final class PatternIndex {
    private final Map<String, OfType> types = new HashMap<>();

    private static final class OfType {
        private final BitSet always = new BitSet();
        private final Map<String, OfPath> paths = new LinkedHashMap<>();
    }

    private static final class OfPath {
        private final PathWalk walk;
        private final BitSet always = new BitSet();
        private final Map<Object, BitSet> byValue = new HashMap<>();

        OfPath(PathWalk walk) {
            this.walk = walk;
        }

        void candidates(JsonObject object, Evaluation evaluation, BitSet into) {
            walk.any(
                    object,
                    (value, e) -> {
                        into.or(always);
                        Trigger.key(value).map(byValue::get).ifPresent(into::or);
                        return false; // all that the path selects
                    },
                    evaluation);
        }
    }

    void add(int pattern, List<Trigger> triggers) {
        for (Trigger trigger : triggers) {
            OfType ofType = types.computeIfAbsent(trigger.path().objectType(), type -> new OfType());
            if (!trigger.pathCounts()) {
                ofType.always.set(pattern);
                continue;
            }
            OfPath ofPath = ofType.paths.computeIfAbsent(
                    trigger.path().toString(), path -> new OfPath(new PathWalk(trigger.path())));
            trigger.value()
                    .map(value -> ofPath.byValue.computeIfAbsent(value, key -> new BitSet()))
                    .orElse(ofPath.always)
                    .set(pattern);
        }
    }

    /** Adds the patterns that may hold because of an object; all others do not hold because of it. */
    void candidates(JsonObject object, Evaluation evaluation, BitSet into) {
        if (object.members().get("type") instanceof JsonString type) {
            OfType ofType = types.get(type.text());
            if (ofType != null) {
                into.or(ofType.always);
                ofType.paths.values().forEach(path -> path.candidates(object, evaluation, into));
            }
        }
    }
}
