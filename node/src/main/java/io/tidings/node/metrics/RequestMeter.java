package io.tidings.node.metrics;

import io.tidings.taxii.server.http.Target;
import io.tidings.taxii.server.transport.RequestObserver;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Counts the requests of one TAXII server by operation and status. Safe from any thread.
 *
 * <p>What a stranger can choose makes no label: operations are those of the protocol, statuses those of this program.
 */
public final class RequestMeter implements RequestObserver {
    private final Map<Target.Kind, Map<Verb, Operation>> operations = new EnumMap<>(Target.Kind.class);

    private enum Verb {
        GET,
        ADD,
        DELETE,
        OTHER;

        static Verb of(String method) {
            return switch (method) {
                case "GET", "HEAD" -> GET;
                case "POST" -> ADD;
                case "DELETE" -> DELETE;
                default -> OTHER;
            };
        }
    }

    /** What is known of one operation. */
    private static final class Operation {
        private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
        private final DurationHistogram seconds = new DurationHistogram();
        private final LongAdder read = new LongAdder();
        private final LongAdder sent = new LongAdder();
    }

    public RequestMeter() {
        for (Target.Kind kind : Target.Kind.values()) {
            Map<Verb, Operation> ofKind = new EnumMap<>(Verb.class);
            for (Verb verb : Verb.values()) {
                ofKind.put(verb, new Operation());
            }
            operations.put(kind, ofKind);
        }
    }

    @Override
    public void finished(Finished request) {
        Map<Verb, Operation> ofKind = operations.getOrDefault(request.kind(), Map.of());
        Operation operation = ofKind.get(Verb.of(request.method()));
        if (operation != null) {
            operation
                    .statuses
                    .computeIfAbsent(request.status(), status -> new LongAdder())
                    .increment();
            operation.seconds.add(request.nanos());
            operation.read.add(request.bytesRead());
            operation.sent.add(request.bytesSent());
        }
    }

    /** Takes the requests of one operation that were answered with one status. */
    @FunctionalInterface
    interface Counts {
        void count(String operation, int status, long requests);
    }

    void requests(Counts to) {
        each((name, operation) -> operation.statuses.forEach((status, count) -> to.count(name, status, count.sum())));
    }

    void seconds(BiConsumer<String, DurationHistogram> to) {
        each((name, operation) -> {
            if (!operation.statuses.isEmpty()) {
                to.accept(name, operation.seconds);
            }
        });
    }

    /** Bytes of bodies that came. */
    long bytesRead() {
        LongAdder sum = new LongAdder();
        each((name, operation) -> sum.add(operation.read.sum()));
        return sum.sum();
    }

    /** Bytes of bodies that went. */
    long bytesSent() {
        LongAdder sum = new LongAdder();
        each((name, operation) -> sum.add(operation.sent.sum()));
        return sum.sum();
    }

    private void each(BiConsumer<String, Operation> to) {
        operations.forEach((kind, ofKind) -> ofKind.forEach(
                (verb, operation) -> to.accept((verb + "_" + kind).toLowerCase(Locale.ROOT), operation)));
    }
}
