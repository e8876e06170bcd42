package io.tidings.node.operations;

import java.util.Optional;

/**
 * A cut in force.
 *
 * @param who {@code peer:bank-b}, or {@code *} for everyone
 * @param since RFC 3339 text
 */
public record CutReport(String who, String since, Optional<String> reason) {}
