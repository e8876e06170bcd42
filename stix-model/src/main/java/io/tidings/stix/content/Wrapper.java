package io.tidings.stix.content;

import java.util.Optional;

/**
 * What stands around the objects of an envelope or a bundle; known in full once the last object was read.
 *
 * @param type the {@code type} of the wrapper: {@code bundle} for a bundle, absent for an envelope (TAXII 2.1 §3.7)
 * @param id the bundle's {@code id}
 * @param more whether the sender has more (absent counts as false)
 * @param next the cursor's text; a number is taken as its text, since some servers send one
 * @param hasObjects whether there is an {@code objects} list, even an empty one
 */
public record Wrapper(
        Optional<String> type, Optional<String> id, boolean more, Optional<String> next, boolean hasObjects) {
    public boolean isBundle() {
        return type.filter("bundle"::equals).isPresent();
    }
}
