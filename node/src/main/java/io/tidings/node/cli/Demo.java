package io.tidings.node.cli;

import java.io.IOException;
import java.io.PrintStream;

/** Three organisations that exchange intelligence, in one process. */
@FunctionalInterface
public interface Demo {
    /**
     * Tells on {@code out} what happens. Without {@link DemoOptions#once} stays up, after its checks, until {@code stop}
     * is requested.
     *
     * @return whether every check held
     */
    boolean run(DemoOptions options, PrintStream out, Stop stop) throws IOException, InterruptedException;
}
