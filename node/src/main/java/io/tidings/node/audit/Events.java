package io.tidings.node.audit;

/** What a log says of itself, by the names of the events. */
final class Events {
    /** The first record of a file: which log, which file, whose key, how far the journal has come. */
    static final String FILE = "file";

    /** The signing key is another one from here on. */
    static final String KEY = "key";

    static final String CHECKPOINT = "checkpoint";

    /** Files were removed by the rule of retention. */
    static final String DROPPED = "dropped";

    /** A node found something when it started. */
    static final String FOUND = "found";

    /** A detail of {@link #FOUND}: no crash does that. */
    static final String GRAVE = "grave";

    /** Types of the signed statements. */
    static final String CHECKPOINT_TYPE = "tidings-audit-checkpoint";

    static final String DROPPED_TYPE = "tidings-audit-dropped";

    private Events() {}
}
