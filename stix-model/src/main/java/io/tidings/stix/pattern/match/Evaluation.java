package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.regex.Found;
import io.tidings.stix.pattern.regex.Steps;
import io.tidings.stix.value.JsonObject;
import java.util.Map;
import java.util.Optional;

/** One match under way: what is left of its bound, and whether something was left open. One thread's. */
final class Evaluation {
    private final Steps steps;
    private Map<String, JsonObject> objects = Map.of();
    private boolean open;

    Evaluation(Steps steps) {
        this.steps = steps;
    }

    /** References are followed among these from now on. */
    void within(Map<String, JsonObject> objects) {
        this.objects = objects;
    }

    Optional<JsonObject> object(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    Steps steps() {
        return steps;
    }

    /** Spends work; once it is false, everything is to be answered with false. */
    boolean spend(long count) {
        if (steps.spend(count)) {
            return true;
        }
        open = true;
        return false;
    }

    /**
     * Notes that a test could not be decided, and takes it for false. All that stands above a test only adds truth
     * to it, so that a match found in spite of this is one.
     */
    boolean undecided() {
        open = true;
        return false;
    }

    boolean decide(Found found, boolean negated) {
        return found == Found.GAVE_UP ? undecided() : (found == Found.YES) != negated;
    }

    Answer answer(boolean holds) {
        return holds ? Answer.MATCH : open ? Answer.UNDECIDED : Answer.NO_MATCH;
    }
}
