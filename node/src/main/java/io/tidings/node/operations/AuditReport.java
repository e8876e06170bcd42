package io.tidings.node.operations;

import java.util.Optional;

/**
 * The audit log as the node has it.
 *
 * @param head log, number and hash of its last record, as one text
 * @param remembered likewise, as the store remembers it; at most a second behind
 * @param checkpoint the last one signed since the start, as a JWS
 * @param key id of the node's key
 */
public record AuditReport(String head, Optional<String> remembered, Optional<String> checkpoint, String key) {}
