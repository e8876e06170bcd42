package io.tidings.stix.pattern.match;

import io.tidings.stix.pattern.syntax.ObjectPath;
import io.tidings.stix.pattern.syntax.ObjectPath.Index;
import io.tidings.stix.pattern.syntax.ObjectPath.Step;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.List;
import java.util.Optional;

/** Follows a path through an object and the objects it refers to (STIX 2.1 §9.7). Used by any number of threads. */
final class PathWalk {
    private final String objectType;
    private final Step[] steps;

    PathWalk(ObjectPath path) {
        this.objectType = path.objectType();
        this.steps = path.steps().toArray(Step[]::new);
    }

    /** What is asked of each value that a path selects. */
    interface Question {
        boolean holds(JsonValue value, Evaluation evaluation);
    }

    /** Whether {@code question} holds for any value selected; false if none is, or if {@code root} is of another type. */
    boolean any(JsonObject root, Question question, Evaluation evaluation) {
        return root.members().get("type") instanceof JsonString type
                && type.text().equals(objectType)
                && any(root, 0, question, evaluation);
    }

    private boolean any(JsonValue value, int at, Question question, Evaluation evaluation) {
        if (!evaluation.spend(1)) {
            return false;
        }
        if (at == steps.length) {
            return question.holds(value, evaluation);
        }
        if (steps[at] instanceof ObjectPath.Key key) {
            return value instanceof JsonObject object && anyMember(object, key, at, question, evaluation);
        }
        if (!(value instanceof JsonList list)) {
            return false;
        }
        if (steps[at] instanceof Index index) {
            Optional<JsonValue> item = list.get(index.index());
            return item.isPresent() && anyItem(item.get(), at, question, evaluation);
        }
        return anyOf(list.items(), at, question, evaluation);
    }

    private boolean anyOf(List<JsonValue> items, int at, Question question, Evaluation evaluation) {
        for (JsonValue item : items) {
            if (anyItem(item, at, question, evaluation)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyMember(JsonObject object, ObjectPath.Key key, int at, Question question, Evaluation evaluation) {
        JsonValue member = object.members().get(key.name());
        if (member == null) {
            return false;
        }
        if (!key.isReference()) {
            return any(member, at + 1, question, evaluation);
        }
        Optional<JsonObject> target = member.asText().flatMap(evaluation::object);
        return target.isPresent() && any(target.get(), at + 1, question, evaluation);
    }

    /** An item of a list of references is the object that it refers to. */
    private boolean anyItem(JsonValue item, int at, Question question, Evaluation evaluation) {
        if (at == 0 || !(steps[at - 1] instanceof ObjectPath.Key key) || !key.isReferenceList()) {
            return any(item, at + 1, question, evaluation);
        }
        Optional<JsonObject> target = item.asText().flatMap(evaluation::object);
        return target.isPresent() && any(target.get(), at + 1, question, evaluation);
    }
}
