package io.tidings.node.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something to be recorded. Immutable.
 *
 * @param event what happened, in a word or two with hyphens
 * @param who did it: {@code operator}, {@code node}, {@code peer:bank-b}, {@code client:misp}; or an address
 * @param details by name, in the order given: texts, whole numbers, truth values, lists of texts; never a secret
 */
public record AuditEvent(Kind kind, String event, String who, Map<String, Object> details) {
    /** Whoever acts at the command line. */
    public static final String OPERATOR = "operator";

    /** The program by itself. */
    public static final String NODE = "node";

    public AuditEvent {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** An event without details. */
    public static AuditEvent of(Kind kind, String event, String who) {
        return new AuditEvent(kind, event, who, Map.of());
    }

    public AuditEvent with(String name, String text) {
        return plus(name, text);
    }

    public AuditEvent with(String name, long number) {
        return plus(name, number);
    }

    public AuditEvent with(String name, boolean flag) {
        return plus(name, flag);
    }

    public AuditEvent with(String name, List<String> texts) {
        return plus(name, List.copyOf(texts));
    }

    /** Leaves the detail out where there is none. */
    public AuditEvent with(String name, Optional<String> text) {
        return text.map(it -> plus(name, it)).orElse(this);
    }

    private AuditEvent plus(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new AuditEvent(kind, event, who, more);
    }
}
