package io.tidings.taxii.server.backend;

import io.tidings.stix.bytes.ByteSlice;
import java.util.List;

/**
 * One page of objects, ready to be sent.
 *
 * @param runs the objects' bytes in order; a run holds one object or several joined by commas, so that neighbours in
 *     storage go out without being taken apart. The library puts commas between runs.
 * @param count of objects in all runs
 */
public record ObjectsPage(List<ByteSlice> runs, int count, PageEnd end) {
    public ObjectsPage {
        runs = List.copyOf(runs);
    }
}
