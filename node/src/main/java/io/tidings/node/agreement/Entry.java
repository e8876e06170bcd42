package io.tidings.node.agreement;

import io.tidings.node.yaml.YamlDocument;
import io.tidings.node.yaml.YamlValue;
import java.util.List;

/**
 * One file as read.
 *
 * @param pins where its pins stand, for finding the same pin in two files
 * @param value what it says; of use only where the document has no mistakes
 */
record Entry<T>(YamlDocument document, List<YamlValue> pins, T value) {
    Entry {
        pins = List.copyOf(pins);
    }
}
