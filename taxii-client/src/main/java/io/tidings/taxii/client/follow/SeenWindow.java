package io.tidings.taxii.client.follow;

import io.tidings.stix.object.StixObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects handed over last, to drop those that a server gives twice. Repeats stand close together, at the seam
 * of two pages, so a bounded memory does. Equal id and version with other content is no repeat: the store decides.
 */
final class SeenWindow {
    private static final int SIZE = 16_384;

    private final Map<Key, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > SIZE;
        }
    };

    record Key(String id, String version, int contentHash) {
        static Key of(StixObject object) {
            return new Key(
                    object.id().value(),
                    object.head().version().sortKey(),
                    object.bytes().hashCode());
        }
    }

    boolean contains(Key key) {
        return seen.containsKey(key);
    }

    void add(Key key) {
        seen.put(key, Boolean.TRUE);
    }
}
