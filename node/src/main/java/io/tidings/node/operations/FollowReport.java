package io.tidings.node.operations;

import java.util.Optional;

/**
 * One run over one followed collection.
 *
 * @param caughtUp whether the peer had nothing more to give at its end
 * @param error why not
 */
public record FollowReport(
        String peer,
        String collection,
        String into,
        long received,
        long stored,
        long alreadyHeld,
        long quarantined,
        long refused,
        boolean caughtUp,
        Optional<String> error) {}
