package io.tidings.node.taxii;

import java.util.Optional;

/**
 * @param rootPath of the one API root, beginning and ending in {@code /}
 * @param maxContentLength largest body taken, in bytes after expansion
 * @param maxObjectBytes of one object
 * @param heapBytes of the whole process, of which a part goes into long bodies being read
 */
public record TaxiiRoadOptions(
        String title,
        Optional<String> description,
        Optional<String> contact,
        String rootPath,
        long maxContentLength,
        long maxObjectBytes,
        long heapBytes) {}
