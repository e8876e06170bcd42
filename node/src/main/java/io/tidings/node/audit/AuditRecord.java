package io.tidings.node.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One record as it was read.
 *
 * @param kind as it stands in the line: a later version may know more kinds
 * @param what its details
 * @param prev SHA-256 of the line before
 */
public record AuditRecord(long seq, Instant time, String kind, String event, String who, JsonNode what, String prev) {}
