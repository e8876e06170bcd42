package io.tidings.node.operations;

import java.util.Optional;

/**
 * A collection of this node.
 *
 * @param url for clients
 * @param lastAdded {@code date_added} of its newest entry
 */
public record CollectionReport(
        String id, String name, String title, Optional<String> description, String url, Optional<String> lastAdded) {}
