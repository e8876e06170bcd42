package io.tidings.node.agreement;

import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What does not keep a file from being used but is likely not meant. */
final class Warnings {
    private final Set<String> collections;
    private final List<Mistake> found = new ArrayList<>();

    /** @param collections those that this node has */
    Warnings(Set<String> collections) {
        this.collections = collections;
    }

    void checkCollection(YamlValue name) {
        if (name.text().filter(text -> !collections.contains(text)).isPresent()) {
            found.add(name.describe(
                    "a collection of this node; make it with 'tidings collection add', until then it grants nothing"));
        }
    }

    List<Mistake> found() {
        return List.copyOf(found);
    }
}
