package io.tidings.stix.content;

import io.tidings.stix.identifier.StixId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers that many objects of one content name, their creator and their markings, so that they are checked and held
 * once. Remembers a few; not safe for use by several threads.
 */
final class SharedIds {
    private static final int MOST = 16;

    private final @Nullable StixId[] known = new StixId[MOST];

    /** As {@link StixId#parse}. */
    Optional<StixId> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        // Not the text's hash: that would cost as much as the check.
        int place = (text.length() + text.charAt(text.length() - 1)) % MOST;
        StixId before = known[place];
        if (before != null && before.value().equals(text)) {
            return Optional.of(before);
        }
        Optional<StixId> id = StixId.parse(text);
        id.ifPresent(it -> known[place] = it);
        return id;
    }
}
