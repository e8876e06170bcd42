package io.tidings.node.cli;

import java.util.Optional;

/**
 * What {@code serve} was told beside the configuration.
 *
 * @param plainPort of a plain HTTP listener on loopback; 0 means any free port
 * @param stopRequested to be run when the operator API is asked to stop the node; returns at once
 */
public record ServeOptions(Optional<Integer> plainPort, Runnable stopRequested) {}
