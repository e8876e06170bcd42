package io.tidings.node.contentpackage;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What of packages is not as it should be now, in words for the operator: each until it is over. Safe from any thread. */
final class Troubles {
    private static final int MOST = 1_000; // a sender can make up collections

    private final SortedMap<String, String> now = new ConcurrentSkipListMap<>();

    /** @param about what it is about, for {@link #end}; what was said of that before is forgotten */
    void note(String about, String problem) {
        if (now.size() < MOST || now.containsKey(about)) {
            now.put(about, problem);
        }
    }

    void end(String about) {
        now.remove(about);
    }

    List<String> all() {
        return List.copyOf(now.values());
    }
}
