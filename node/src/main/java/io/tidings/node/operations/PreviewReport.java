package io.tidings.node.operations;

import java.util.List;

/** What a principal gets of a collection, in entries, and what is withheld from it by which rule. */
public record PreviewReport(String principal, String collection, long given, List<Withheld> withheld) {
    public PreviewReport {
        withheld = List.copyOf(withheld);
    }

    /** @param example an object withheld by the rule, with the reason in words */
    public record Withheld(String rule, long entries, String example, String explanation) {}
}
