package io.tidings.node.config;

/**
 * Where a listener listens.
 *
 * @param port 0 means any free one
 * @param bind a numeric address of this machine; {@code 0.0.0.0} or {@code ::} means all
 */
public record Listener(int port, String bind) {}
