package io.tidings.node.metrics;

import io.tidings.node.agreement.Refusal;
import io.tidings.node.agreement.Refusals;
import io.tidings.taxii.server.transport.Load;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Requests, and who was refused why. */
final class TaxiiSource implements Source {
    private final List<MeteredServer> servers;
    private final Refusals refusals;

    TaxiiSource(List<MeteredServer> servers, Refusals refusals) {
        this.servers = List.copyOf(servers);
        this.refusals = refusals;
    }

    @Override
    public void collect(Scrape into) {
        into.counters("tidings_http_requests", "Requests answered, by what they asked and the status.", to -> {
                    for (MeteredServer each : servers) {
                        each.meter()
                                .requests((operation, status, count) -> to.value(
                                        count,
                                        "listener",
                                        each.name(),
                                        "operation",
                                        operation,
                                        "status",
                                        Integer.toString(status)));
                    }
                })
                .distributions(
                        "tidings_http_request_seconds",
                        "From a request's headers to its answer's last byte.",
                        to -> servers.forEach(each -> each.meter()
                                .seconds((operation, histogram) ->
                                        histogram.collect(to, "listener", each.name(), "operation", operation))))
                .counters(
                        "tidings_http_received_bytes",
                        "Bytes of requests' bodies.",
                        to -> servers.forEach(each -> to.value(each.meter().bytesRead(), "listener", each.name())))
                .counters(
                        "tidings_http_sent_bytes",
                        "Bytes of answers' bodies, uncompressed.",
                        to -> servers.forEach(each -> to.value(each.meter().bytesSent(), "listener", each.name())));
        load(into, "tidings_http_open_requests", "Requests begun and not answered yet.", Load::openRequests);
        load(into, "tidings_http_pending_calls", "Calls that run or wait for a worker.", Load::pendingCalls);
        load(into, "tidings_http_body_memory_bytes", "Bodies of requests in memory.", Load::bodyBytes);
        load(into, "tidings_http_reply_memory_bytes", "Replies on their way.", Load::replyBytes);
        into.gauges(
                "tidings_http_pending_calls_limit",
                "Beyond it the answer is 503.",
                to -> servers.forEach(each -> to.value(each.maxPending(), "listener", each.name())));
        into.counters(
                "tidings_refusals",
                "Requests and handshakes refused, by reason.",
                to -> reasons().forEach((reason, count) -> to.value(count, "reason", reason)));
    }

    private void load(Scrape into, String name, String help, ToLongFunction<Load> number) {
        into.gauges(
                name,
                help,
                to -> servers.forEach(
                        each -> to.value(number.applyAsLong(each.server().load()), "listener", each.name())));
    }

    /** Who was not recognised, by the reason in the log, and what was not granted or not possible, by status. */
    private Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>();
        refusals.counts().forEach((reason, count) -> reasons.put(name(reason), count));
        for (MeteredServer each : servers) {
            each.meter()
                    .requests((operation, status, count) ->
                            reason(status).ifPresent(reason -> reasons.merge(reason, count, Long::sum)));
        }
        return reasons;
    }

    private static String name(Refusal reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    // 401 is among the reasons of those who were not recognised.
    private static Optional<String> reason(int status) {
        return switch (status) {
            case 400 -> Optional.of("bad_request");
            case 403 -> Optional.of("not_granted");
            case 404 -> Optional.of("not_visible");
            case 405 -> Optional.of("method_not_allowed");
            case 406 -> Optional.of("not_acceptable");
            case 408 -> Optional.of("stalled");
            case 413 -> Optional.of("too_large");
            case 415 -> Optional.of("wrong_content_type");
            case 422 -> Optional.of("malformed");
            case 429 -> Optional.of("quota");
            case 503 -> Optional.of("unavailable");
            default -> status >= 500 ? Optional.of("internal_error") : Optional.empty();
        };
    }
}
