package io.tidings.stix.convert;

import io.tidings.stix.object.StixObject;
import java.io.IOException;

/** Takes objects one by one. */
@FunctionalInterface
public interface ObjectSink {
    /** @throws IOException if what is behind it fails; the conversion ends with it */
    void accept(StixObject object) throws IOException;
}
