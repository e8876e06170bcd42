package io.tidings.node.taxii;

import java.util.Optional;

/**
 * @param rootPath of the one API root, beginning and ending in {@code /}
 * @param maxContentLength largest body taken, in bytes after expansion
 */
public record TaxiiRoadOptions(
        String title, Optional<String> description, Optional<String> contact, String rootPath, long maxContentLength) {}
