package io.tidings.node.check;

import java.io.IOException;
import java.util.List;

/** Writes findings as they come; nothing is kept but what its form needs at the end. */
public interface FindingWriter {
    void write(Located finding) throws IOException;

    /** After the last finding; {@code files} in the order read. */
    void end(List<Summary> files) throws IOException;
}
