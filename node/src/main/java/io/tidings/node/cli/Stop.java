package io.tidings.node.cli;

/** Lets a command stay up until it is told to stop. {@link #request} may be called from any thread. */
public interface Stop {
    /** Tells it to stop. */
    void request();

    /** Waits until it is told to. */
    void await() throws InterruptedException;

    /** What the command started is closed: the process may end. */
    void finished();
}
