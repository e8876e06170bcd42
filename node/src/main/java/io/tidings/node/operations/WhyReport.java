package io.tidings.node.operations;

import java.util.List;
import java.util.Optional;

/** What one principal gets of one object and what not, version by version, and why. Times are RFC 3339 text. */
public record WhyReport(String principal, String id, List<Item> items) {
    public WhyReport {
        items = List.copyOf(items);
    }

    /**
     * One version in one collection.
     *
     * @param current whether it is the newest there; older ones are given only to those who ask for them
     * @param given whether the principal gets it as things stand
     * @param rule that withholds it, or by which it goes only in part; absent where it is given whole
     * @param explanation in words; empty where it is given whole
     * @param pages how often it was given so far, since {@code first} and until {@code last}
     */
    public record Item(
            String collection,
            String version,
            String dateAdded,
            boolean current,
            boolean given,
            Optional<String> rule,
            String explanation,
            long pages,
            Optional<String> first,
            Optional<String> last) {}
}
