package io.tidings.taxii.server.filter;

import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.server.query.PropertyFilter;
import java.util.function.Predicate;

/** Passes objects by what has been read of them already. */
record HeadFilter(String text, Predicate<Head> test) implements PropertyFilter {
    @Override
    public boolean matches(StixObject object) {
        return test.test(object.head());
    }
}
