package io.tidings.node.cli;

/** What a command's exit code says. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** Tried and failed: a disk, a bug, a check that did not hold. */
    FAILED(1),
    /** The command's own words or a configuration file are wrong; nothing was done. */
    MISTAKE(2),
    /** It names something that is not there. */
    NOT_FOUND(3),
    /** It conflicts with what is there, or content was refused. */
    REFUSED(4),
    /** A node, a peer or a network is not available now; trying again later may help. */
    UNAVAILABLE(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
