package io.tidings.node.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A collection's own data; who may use it stands in the agreements. {@code name} serves as TAXII alias. */
public record StoredCollection(UUID id, String name, String title, Optional<String> description, Instant createdAt) {}
