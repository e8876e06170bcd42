package io.tidings.node.doctor;

import java.util.List;
import java.util.Optional;

/** What was looked at, as far as it could be read, and what was found. */
record Examined<T>(Optional<T> value, List<Finding> findings) {
    Examined {
        findings = List.copyOf(findings);
    }

    static <T> Examined<T> sound(T value, List<Finding> findings) {
        return new Examined<>(Optional.of(value), findings);
    }

    static <T> Examined<T> broken(List<Finding> findings) {
        return new Examined<>(Optional.empty(), findings);
    }
}
