package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.node.operations.Operations;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metrics listener of a running node says. */
class MonitoringIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String V2 = "2026-02-01T00:00:00.000Z";
    private static final Path CONFIG =
            Path.of(System.getProperty("user.dir"), "..", "config").normalize();

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Feed feed = new Feed(11);
    private int port;
    private TestNode node;
    private UUID indicators;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory.resolve("a"), "Bank A");
        port = FreePorts.one();
        configure("listeners:", "listeners:\n  metrics: {port: " + port + "}");
        node.start();
        indicators = node.addCollection("indicators");
        node.addClient("tip", "a password", "indicators");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsPostedReadAndRefusedMovesTheNumbersOfItsFamily() throws Exception {
        TaxiiCaller tip = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        String objects = "collections/" + indicators + "/objects/";
        String first = feed.id();
        String good = Feed.indicator(first, V1, Feed.GREEN);
        String faulty = Feed.indicator(feed.id(), V1, Feed.GREEN).replace("\"2.1\"", "\"7.0\"");
        tip.post(objects, Feed.envelope(List.of(good, Feed.indicator(feed.id(), V1, Feed.GREEN), faulty)));
        tip.post(objects, Feed.envelope(List.of(good, good.replace("192.0.2.1", "192.0.2.2"))));
        tip.get(objects);
        tip.get("collections/" + indicators + "/manifest/");
        tip.get("collections/" + UUID.nameUUIDFromBytes(new byte[1]) + "/objects/");
        tip.post(objects, "{\"objects\": [");
        new TaxiiCaller(node.clientRoot(), "tip", "another").get(objects);

        Scraped scraped = scrape();
        String post = "road=\"taxii-post\"";
        assertThat(scraped.sum("tidings_intake_objects_total", post, "outcome=\"stored\""))
                .isEqualTo(2);
        assertThat(scraped.sum("tidings_intake_objects_total", post, "outcome=\"held\""))
                .isEqualTo(1);
        assertThat(scraped.sum("tidings_intake_objects_total", post, "outcome=\"conflict\""))
                .isEqualTo(1);
        assertThat(scraped.sum("tidings_intake_objects_total", post, "outcome=\"refused\""))
                .isEqualTo(1);
        String noPattern =
                Feed.indicator(feed.id(), V1, Feed.GREEN).replace("[ipv4-addr:value = '192.0.2.1']", "[what");
        tip.post(objects, Feed.envelope(List.of(noPattern)));
        Scraped later = scrape();
        assertThat(later.sum("tidings_findings_total", "rule=\"S-257\"", "severity=\"error\""))
                .isEqualTo(1);
        assertThat(later.names()).contains("tidings_quarantine_objects", "tidings_quarantine_oldest_timestamp_seconds");
        assertThat(scraped.sum("tidings_intake_bytes_total", post)).isGreaterThan(4.0 * good.length() - 10);
        assertThat(scraped.sum("tidings_release_objects_total", "channel=\"taxii\""))
                .isEqualTo(2);
        assertThat(scraped.sum("tidings_release_pages_total", "channel=\"taxii-manifest\""))
                .isEqualTo(1);
        assertThat(scraped.sum("tidings_release_bytes_total", "channel=\"taxii\""))
                .isGreaterThan(good.length());
        assertThat(scraped.sum("tidings_release_seconds_count")).isEqualTo(2);
        assertThat(scraped.sum("tidings_http_requests_total", "operation=\"add_objects\"", "status=\"202\""))
                .isEqualTo(2);
        assertThat(scraped.sum("tidings_http_request_seconds_bucket", "operation=\"get_objects\"", "le=\"+Inf\""))
                .isEqualTo(3);
        assertThat(scraped.sum("tidings_http_received_bytes_total", "listener=\"client\""))
                .isGreaterThan(good.length());
        assertThat(scraped.sum("tidings_http_sent_bytes_total", "listener=\"client\""))
                .isGreaterThan(good.length());
        assertThat(scraped.sum("tidings_refusals_total", "reason=\"wrong_secret\""))
                .isEqualTo(1);
        assertThat(scraped.sum("tidings_refusals_total", "reason=\"not_visible\""))
                .isEqualTo(1);
        assertThat(scraped.sum("tidings_refusals_total", "reason=\"malformed\""))
                .isEqualTo(1);
        assertThat(scraped.sum("tidings_collection_entries_written_total", "collection=\"indicators\""))
                .isEqualTo(2);
        assertThat(scraped.sum("tidings_collection_last_added_timestamp_seconds", "collection=\"indicators\""))
                .isCloseTo(System.currentTimeMillis() / 1e3, org.assertj.core.data.Offset.offset(120.0));
        assertThat(scraped.sum("tidings_store_commit_seconds_count")).isGreaterThan(2);
        assertThat(scraped.sum("tidings_store_file_bytes")).isGreaterThan(1_000);
        assertThat(scraped.sum("tidings_certificate_expiry_timestamp_seconds"))
                .isEqualTo(node.identity.certificate().getNotAfter().getTime() / 1e3);
        assertThat(scraped.sum("tidings_agreements", "kind=\"client\"")).isEqualTo(1);
        assertThat(scraped.text()).doesNotContain("a password", "another");
    }

    @Test
    void followsClaimsAndEverySeriesOfTheDashboardAndTheAlertsAreThere() throws Exception {
        try (TestNode company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse")
                .start()) {
            company.addCollection("feed");
            company.agreeWith(node, "bank-a").mayRead("feed", Tlp.RED).write();
            String ours = feed.id();
            publish(node.operations(), "indicators", Feed.indicator(ours, V1, Feed.GREEN));
            publish(
                    company.operations(),
                    "feed",
                    Feed.indicator(feed.id(), V1, Feed.GREEN),
                    Feed.indicator(ours, V2, Feed.GREEN));
            node.agreeWith(company, "company").follow("feed", "indicators").write();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Scraped now = scrape();
                assertThat(now.sum("tidings_doorbell_connections")).isEqualTo(1);
                assertThat(now.sum("tidings_follow_runs_total")).isPositive();
            });
            TaxiiCaller tip = new TaxiiCaller(node.clientRoot(), "tip", "a password");
            tip.get("collections/" + indicators + "/objects/");

            Scraped scraped = scrape();
            assertThat(scraped.sum("tidings_intake_objects_total", "road=\"follow\"", "outcome=\"stored\""))
                    .isEqualTo(1);
            assertThat(scraped.sum("tidings_intake_objects_total", "road=\"follow\"", "outcome=\"claimed\""))
                    .isEqualTo(1);
            String peer = "peer=\"company\"";
            assertThat(scraped.sum("tidings_follow_objects_total", peer, "into=\"indicators\""))
                    .isEqualTo(2);
            assertThat(scraped.sum("tidings_follow_runs_total", peer)).isPositive();
            assertThat(scraped.sum("tidings_follow_failures_total", peer)).isZero();
            assertThat(scraped.sum("tidings_follow_lag_seconds", peer)).isBetween(0.0, 60.0);
            assertThat(scraped.sum("tidings_follow_interval_seconds", peer)).isEqualTo(1);
            assertThat(scraped.sum("tidings_peer_certificate_expiry_timestamp_seconds", peer))
                    .isEqualTo(company.identity.certificate().getNotAfter().getTime() / 1000);

            Set<String> known = new TreeSet<>(scraped.names());
            known.add("up"); // Prometheus' own
            // There is nothing of these while all is well; the manual lists them.
            known.addAll(Set.of("tidings_alert", "tidings_recalls", "tidings_agreement_expiry_timestamp_seconds"));
            assertThat(known).containsAll(seriesIn(dashboardQueries()));
            assertThat(known).containsAll(seriesIn(Files.readString(CONFIG.resolve("prometheus-alerts.yaml"))));
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scrape().sum("tidings_follow_failures_total"))
                        .isPositive());
    }

    @Test
    void aNodeThatIsWellIsAliveAndReadyAndSaysByWhat() throws Exception {
        for (String path : List.of("/health", "/ready")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/health+json");
            JsonNode json = new ObjectMapper().readTree(answer.body());
            assertThat(json.get("status").asText()).isEqualTo("pass");
            assertThat(json.at("/checks/store/0/status").asText()).isEqualTo("pass");
        }
        assertThat(new ObjectMapper()
                        .readTree(get("/ready").body())
                        .get("checks")
                        .fieldNames())
                .toIterable()
                .containsExactly("client-listener", "peer-listener", "store", "disk", "agreements", "certificate");
    }

    @Test
    void aDiskBelowTheFloorMakesItAliveButNotReady() throws Exception {
        assumeTrue(
                directory.toFile().getUsableSpace() < 1L << 40, "the floor can be 1 TiB at most, this disk has more");
        node.stop();
        configure("disk-floor: 256 MiB", "disk-floor: 1024 GiB");
        node.start();
        HttpResponse<String> answer = get("/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.at("/checks/disk/0/status").asText()).isEqualTo("fail");
        assertThat(json.at("/checks/disk/0/output").asText()).contains("less than the floor", "limits.disk-floor");
        assertThat(json.at("/checks/store/0/status").asText()).isEqualTo("pass");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aDiskBelowTheFloorTakesNothingInAndGivesAsBefore() throws Exception {
        assumeTrue(
                directory.toFile().getUsableSpace() < 1L << 40, "the floor can be 1 TiB at most, this disk has more");
        TaxiiCaller tip = new TaxiiCaller(node.clientRoot(), "tip", "a password");
        String objects = "collections/" + indicators + "/objects/";
        String held = Feed.indicator(feed.id(), V1, Feed.GREEN);
        assertThat(tip.post(objects, Feed.envelope(List.of(held))).status()).isEqualTo(202);
        node.stop();
        configure("disk-floor: 256 MiB", "disk-floor: 1024 GiB");
        node.start();
        TaxiiCaller.Answer refused =
                tip.post(objects, Feed.envelope(List.of(Feed.indicator(feed.id(), V1, Feed.GREEN))));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).contains("300");
        assertThat(refused.text()).contains("disk is full");
        assertThat(tip.get(objects).text()).contains(held);
        assertThat(scrape().sum("tidings_intake_disk_full_total")).isEqualTo(1);
    }

    @Test
    void mistakesInAgreementsAreAWarningWhileTheOldOnesHold() throws Exception {
        Files.writeString(node.home.peers().resolve("broken.yaml"), "peer: [");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpResponse<String> answer = get("/ready");
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode json = new ObjectMapper().readTree(answer.body());
            assertThat(json.at("/checks/agreements/0/status").asText()).isEqualTo("warn");
            assertThat(json.at("/checks/agreements/0/output").asText()).contains("tidings config check");
        });
        assertThat(scrape().sum("tidings_agreement_mistakes")).isPositive();
    }

    @Test
    void aPageUnderANameThatWasMadeToPointHereReadsNothing() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("tidings_");
        }
    }

    private void configure(String old, String now) throws IOException {
        String text = Files.readString(node.home.configuration());
        assertThat(text).contains(old);
        Files.writeString(node.home.configuration(), text.replace(old, now));
    }

    private static void publish(Operations operations, String collection, String... objects) throws Exception {
        operations.publish(collection, Feed.content(List.of(objects)), "test", progress -> {});
    }

    private static String dashboardQueries() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(CONFIG.resolve("grafana")
                        .resolve("tidings-dashboard.json")
                        .toFile());
        List<String> queries = dashboard.findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(30);
        return String.join("\n", queries) + dashboard.at("/templating/list").findValuesAsText("query");
    }

    private static Set<String> seriesIn(String queries) {
        Set<String> series = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\b(?:tidings|jvm|process|system)_[a-z0-9_]+|\\bup\\b(?=\\{)")
                .matcher(queries);
        while (matcher.find()) {
            series.add(matcher.group());
        }
        assertThat(series).hasSizeGreaterThan(9);
        return series;
    }

    private Scraped scrape() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        return new Scraped(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
