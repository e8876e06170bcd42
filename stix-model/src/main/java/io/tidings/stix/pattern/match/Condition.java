package io.tidings.stix.pattern.match;

import io.tidings.stix.value.JsonObject;

/** What stands inside {@code […]}, compiled: whether it holds for one object. */
interface Condition {
    boolean holds(JsonObject root, Evaluation evaluation);
}
