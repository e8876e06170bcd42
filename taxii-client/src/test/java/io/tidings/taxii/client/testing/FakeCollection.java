package io.tidings.taxii.client.testing;

import io.tidings.taxii.client.time.TaxiiTimestamp;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A small honest collection log, with the ways in which real servers differ as switches. */
public final class FakeCollection {
    private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");

    private final List<Entry> log = new ArrayList<>();

    public volatile int pageSize = 1_000;
    public volatile boolean sendsNext = true;
    public volatile boolean nextIsNumber;
    public volatile boolean sendsDates = true;
    public volatile boolean bundles;
    public volatile boolean refusesNext;

    private record Entry(int number, String json, Instant added) {}

    /** Adds an object one microsecond after the last. */
    public void add(int number) {
        add(number, log.isEmpty() ? BEGIN : log.get(log.size() - 1).added().plus(1, ChronoUnit.MICROS));
    }

    public synchronized void add(int number, Instant added) {
        log.add(new Entry(number, TestObjects.indicator(number), added));
    }

    public synchronized void cutTo(int size) {
        log.subList(size, log.size()).clear();
    }

    public synchronized List<String> ids() {
        return log.stream().map(entry -> TestObjects.id(entry.number())).toList();
    }

    public synchronized void answer(HttpServerRequest request) {
        if (refusesNext && request.getParam("next") != null) {
            request.response()
                    .setStatusCode(400)
                    .putHeader("content-type", FakeServer.TAXII)
                    .end("{\"title\":\"next has expired\"}");
            return;
        }
        List<Entry> found = select(request);
        int from = Optional.ofNullable(request.getParam("next"))
                .map(Integer::parseInt)
                .orElse(0);
        int limit = Optional.ofNullable(request.getParam("limit"))
                .map(Integer::parseInt)
                .orElse(pageSize);
        int to = Math.min(found.size(), from + Math.min(limit, pageSize));
        List<Entry> page = found.subList(Math.min(from, to), to);
        if (sendsDates && !page.isEmpty()) {
            request.response()
                    .putHeader(
                            "X-TAXII-Date-Added-First",
                            TaxiiTimestamp.format(page.get(0).added()))
                    .putHeader(
                            "X-TAXII-Date-Added-Last",
                            TaxiiTimestamp.format(page.get(page.size() - 1).added()));
        }
        FakeServer.json(request, body(request, page, to < found.size(), to));
    }

    private List<Entry> select(HttpServerRequest request) {
        Optional<Instant> after =
                Optional.ofNullable(request.getParam("added_after")).flatMap(TaxiiTimestamp::parse);
        Optional<List<String>> ids =
                Optional.ofNullable(request.getParam("match[id]")).map(text -> List.of(text.split(",")));
        return log.stream()
                .filter(entry -> after.isEmpty() || entry.added().isAfter(after.get()))
                .filter(entry -> ids.isEmpty() || ids.get().contains(TestObjects.id(entry.number())))
                .toList();
    }

    private String body(HttpServerRequest request, List<Entry> page, boolean more, int to) {
        boolean manifest = request.path().endsWith("/manifest/");
        String items = page.stream()
                .map(entry -> manifest ? record(entry) : entry.json())
                .collect(Collectors.joining(","));
        StringBuilder body = new StringBuilder("{");
        if (bundles) {
            body.append("\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000000\",");
        }
        body.append("\"more\":").append(more);
        if (more && sendsNext) {
            body.append(",\"next\":").append(nextIsNumber ? "" + to : "\"" + to + "\"");
        }
        if (!page.isEmpty()) {
            body.append(",\"objects\":[").append(items).append("]");
        }
        return body.append("}").toString();
    }

    private static String record(Entry entry) {
        return "{\"id\":\"" + TestObjects.id(entry.number()) + "\",\"date_added\":\""
                + TaxiiTimestamp.format(entry.added()) + "\",\"version\":\"2026-01-01T00:00:00.000000Z\"}";
    }
}
