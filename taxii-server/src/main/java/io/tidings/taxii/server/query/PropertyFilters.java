package io.tidings.taxii.server.query;

import java.util.List;

/** The optional filters a server supports. */
public interface PropertyFilters {
    /** Whether {@code match[field]} is one of them. The name is case-sensitive. */
    boolean supports(String field);

    /**
     * The filter {@code match[field]=values}.
     *
     * @param values at least one; an object passes if any of them fits
     * @throws BadQueryException if a value cannot be converted to the property's type
     */
    PropertyFilter create(String field, List<String> values);

    /** For a server without optional filters. */
    static PropertyFilters none() {
        return new PropertyFilters() {
            @Override
            public boolean supports(String field) {
                return false;
            }

            @Override
            public PropertyFilter create(String field, List<String> values) {
                throw new BadQueryException("match[" + field + "] is not supported");
            }
        };
    }
}
