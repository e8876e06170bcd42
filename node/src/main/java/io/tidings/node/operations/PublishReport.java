package io.tidings.node.operations;

import java.util.List;

/**
 * What became of a publication.
 *
 * @param aside held aside with sensitive data, until an operator decides
 * @param problems one line for each object that was not stored, at most a hundred
 */
public record PublishReport(
        String collection,
        int total,
        int stored,
        int alreadyHeld,
        int claimed,
        int aside,
        int refused,
        List<Problem> problems) {
    public PublishReport {
        problems = List.copyOf(problems);
    }

    /** An object that was not stored and why. */
    public record Problem(String id, String version, String message) {}
}
