package io.tidings.taxii.server.backend;

/** Who asks, as the backend knows it. The library hands it back and never looks inside. */
public interface Requester {
    /** For the log and for keeping one requester's cursors from another; unique among requesters. */
    String name();
}
