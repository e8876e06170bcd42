package io.tidings.node.operations;

import java.util.List;

/**
 * What was given to someone. Times are RFC 3339 text.
 *
 * @param more whether there are further pages than were asked for
 */
public record GivenReport(String principal, List<Page> pages, boolean more) {
    public GivenReport {
        pages = List.copyOf(pages);
    }

    /**
     * One page.
     *
     * @param entries how many left with it
     * @param first {@code date_added} of its first entry; {@code last} of its last
     * @param rules version of the agreements that it was given under
     * @param objects ids, if asked for; those deleted since are not among them
     */
    public record Page(
            String at,
            String channel,
            String collection,
            long entries,
            String first,
            String last,
            String query,
            String rules,
            List<String> objects) {
        public Page {
            objects = List.copyOf(objects);
        }
    }
}
