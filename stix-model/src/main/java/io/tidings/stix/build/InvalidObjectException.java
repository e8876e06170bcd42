package io.tidings.stix.build;

import io.tidings.stix.validate.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** What was to be built breaks rules of STIX 2.1; the message names each. Nothing was made. */
public final class InvalidObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> errors;

    InvalidObjectException(List<Finding> errors) {
        super(errors.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** The broken rules, at least one. */
    public List<Finding> errors() {
        return errors;
    }
}
