package io.tidings.taxii.client.status;

import java.util.Optional;

/**
 * What became of one object (TAXII 2.1 §4.3.1).
 *
 * @param version required by the standard, left out in its own example
 */
public record StatusDetail(String id, Optional<String> version, Optional<String> message) {}
