package io.tidings.taxii.server.backend;

/** Who asks, as the backend knows it. The library hands it back and never looks inside. */
public interface Requester {
    /** For the log and for keeping one requester's cursors from another; unique among requesters. */
    String name();

    /**
     * Whether an empty result is sent to this requester as {@code {"objects":[]}}, against T-006: older connectors of
     * Elastic and OpenCTI fail without the list (contract 14 in the field's lessons).
     */
    default boolean needsEmptyObjectsList() {
        return false;
    }
}
