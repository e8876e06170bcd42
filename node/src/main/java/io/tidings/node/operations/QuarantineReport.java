package io.tidings.node.operations;

import java.util.List;

/**
 * What is kept aside. Times are RFC 3339 text.
 *
 * @param total of all, also where fewer are listed
 */
public record QuarantineReport(long total, List<Item> items) {
    public QuarantineReport {
        items = List.copyOf(items);
    }

    /**
     * One version of an object.
     *
     * @param target the collection that it was to go into
     * @param kind why it is there: {@code faulty} or {@code sensitive}
     * @param problem the gravest of what is wrong with it
     */
    public record Item(
            String id,
            String version,
            String source,
            String target,
            String since,
            long bytes,
            String kind,
            String problem) {}

    /**
     * One of its findings.
     *
     * @param severity error, warning or note
     */
    public record Finding(
            String severity, String rule, String section, String pointer, String problem, String remedy) {}

    /** An item with all that is wrong with it, and its content as received. */
    public record Shown(Item item, List<Finding> findings, String content) {
        public Shown {
            findings = List.copyOf(findings);
        }
    }

    /**
     * What became of an object that was to be let in.
     *
     * @param entered whether the collection holds it now
     */
    public record Outcome(String id, String version, String target, boolean entered, String message) {}

    /**
     * How often a rule was broken by a source.
     *
     * @param example the first object; {@code problem} is its
     */
    public record Count(String source, String severity, String rule, long count, String example, String problem) {}
}
