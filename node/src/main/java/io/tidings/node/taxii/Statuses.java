package io.tidings.node.taxii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreBusyException;
import io.tidings.taxii.server.backend.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to submissions, kept for whoever sent them and no one else (TAXII 2.1 §4.3, X-25).
 *
 * <p>The newest are in memory at once and on disk a moment later: what a status calls stored is durable before, the
 * status itself need not be. Long lists of successes are left out of what is kept (X-23 allows a list to be absent).
 */
public final class Statuses {
    /** The area of the store's state; its entries go after the configured time. */
    public static final String AREA = "status";

    private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);
    private static final int LONGEST_LIST = 1_000;
    /** Characters, about, in all the statuses in memory. */
    private static final int IN_MEMORY = 16 << 20;

    private static final int DETAIL = 100; // what an object's outcome takes beside its texts

    private final Store store;
    private final Supplier<UUID> uuids;
    private final ObjectMapper json = new ObjectMapper();
    private final Cache<UUID, Owned> recent = Caffeine.newBuilder()
            .maximumWeight(IN_MEMORY)
            .weigher((UUID id, Owned kept) -> kept.weight())
            .build();

    private record Owned(String owner, Status status) {
        int weight() {
            return DETAIL
                    + Stream.concat(status.successes().stream(), status.failures().stream())
                            .mapToInt(detail -> DETAIL
                                    + detail.id().length()
                                    + detail.version().length()
                                    + detail.message().map(String::length).orElse(0))
                            .sum();
        }
    }

    /** @param uuids random ones, for new statuses */
    public Statuses(Store store, Supplier<UUID> uuids) {
        this.store = store;
        this.uuids = uuids;
    }

    /** For a status that is not kept yet. */
    UUID newId() {
        return uuids.get();
    }

    void keep(String owner, Status status) {
        Status kept = shortened(status);
        recent.put(status.id(), new Owned(owner, kept));
        try {
            store.putState(AREA, status.id().toString(), write(owner, kept)).whenComplete((done, failed) -> {
                if (failed != null) {
                    LOG.warn("status {} could not be kept on disk", status.id(), failed);
                }
            });
        } catch (StoreBusyException full) {
            LOG.warn("status {} is kept in memory only: {}", status.id(), full.getMessage());
        }
    }

    Optional<Status> find(String owner, UUID id) {
        Owned held = recent.getIfPresent(id);
        Optional<Owned> found = held != null
                ? Optional.of(held)
                : store.state(AREA, id.toString()).map(this::read);
        return found.filter(owned -> owned.owner().equals(owner)).map(Owned::status);
    }

    private static Status shortened(Status status) {
        return status.successes().size() <= LONGEST_LIST
                ? status
                : new Status(
                        status.id(),
                        status.complete(),
                        status.requestTimestamp(),
                        status.totalCount(),
                        status.successCount(),
                        List.of(),
                        status.failureCount(),
                        status.failures(),
                        status.pendingCount(),
                        status.pendings());
    }

    private String write(String owner, Status status) {
        ObjectNode node = json.createObjectNode()
                .put("owner", owner)
                .put("id", status.id().toString())
                .put("at", status.requestTimestamp().toString())
                .put("total", status.totalCount())
                .put("success", status.successCount())
                .put("failure", status.failureCount());
        node.set("successes", write(status.successes()));
        node.set("failures", write(status.failures()));
        return node.toString();
    }

    private ArrayNode write(List<Status.Detail> details) {
        ArrayNode list = json.createArrayNode();
        for (Status.Detail detail : details) {
            ArrayNode item = list.addArray().add(detail.id()).add(detail.version());
            detail.message().ifPresent(item::add);
        }
        return list;
    }

    private Owned read(String text) {
        try {
            JsonNode node = json.readTree(text);
            return new Owned(
                    node.get("owner").asText(),
                    new Status(
                            UUID.fromString(node.get("id").asText()),
                            true,
                            Instant.parse(node.get("at").asText()),
                            node.get("total").asInt(),
                            node.get("success").asInt(),
                            read(node.get("successes")),
                            node.get("failure").asInt(),
                            read(node.get("failures")),
                            0,
                            List.of()));
        } catch (IOException broken) {
            throw new UncheckedIOException("a kept status cannot be read", broken);
        }
    }

    private static List<Status.Detail> read(JsonNode list) {
        List<Status.Detail> details = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            details.add(new Status.Detail(
                    item.get(0).asText(),
                    item.get(1).asText(),
                    Optional.ofNullable(item.get(2)).map(JsonNode::asText)));
        }
        return details;
    }
}
