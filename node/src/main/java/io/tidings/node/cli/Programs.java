package io.tidings.node.cli;

/** What the commands run. Each must load nothing of weight before it is called: most commands need none of them. */
public record Programs(OperationsFactory operations, NodeLauncher launcher, Demo demo) {}
