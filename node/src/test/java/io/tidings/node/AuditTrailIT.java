package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.node.operations.GivenReport;
import io.tidings.node.operations.LeaveReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two nodes do with each other stands in the audit log, and leaving ends it (F-04, F-24, F-27). */
class AuditTrailIT {
    private static final String FROM_COMPANY = "collections/from-company/objects/";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(6);
    private TestNode company;
    private TestNode bank;

    @BeforeEach
    void aCompanyThatFeedsABank() throws Exception {
        company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse")
                .start();
        bank = TestNode.create(vertx, directory.resolve("bank"), "Bank A").start();
        company.addCollection("feed");
        bank.addCollection("from-company");
        company.agreeWith(bank, "bank-a").mayRead("feed", Tlp.RED).write();
        bank.agreeWith(company, "company")
                .follow("feed", "from-company", Duration.ofHours(1))
                .write();
    }

    @AfterEach
    void stop() {
        company.close();
        bank.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void share(int objects) throws Exception {
        company.operations().publish("feed", Feed.content(feed.indicators(objects, Feed.GREEN)), "file.json", p -> {});
        assertThat(bank.operations().follow(Optional.empty(), p -> {}).get(0).error())
                .isEmpty();
    }

    private static List<JsonNode> records(TestNode node) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(node.home.audit())) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    records.add(new ObjectMapper().readTree(line));
                }
            }
        }
        return records;
    }

    private static List<JsonNode> records(TestNode node, String kind, String event) throws IOException {
        return records(node).stream()
                .filter(each -> each.path("kind").asText().equals(kind)
                        && each.path("event").asText().equals(event))
                .toList();
    }

    private static long sum(List<JsonNode> records, String number) {
        return records.stream()
                .mapToLong(each -> each.path("what").path(number).asLong())
                .sum();
    }

    @Test
    void whatIsCollectedAssessedSharedUsedAndDoneIsRecordedOnBothSides() throws Exception {
        share(1_500);
        bank.addClient("tip", "a password", "from-company");
        TaxiiCaller tip = new TaxiiCaller(bank.clientRoot(), "tip", "a password");
        assertThat(tip.get("collections/from-company/objects/?limit=10").status())
                .isEqualTo(200);
        assertThat(new TaxiiCaller(bank.clientRoot(), "tip", "a wrong one")
                        .get("collections/")
                        .status())
                .isEqualTo(401);
        assertThat(tip.get("collections/secret/").status()).isEqualTo(404);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(sum(records(company, "sharing", "page"), "entries")).isGreaterThanOrEqualTo(1_500);
            assertThat(sum(records(company, "collection", "stored"), "entries")).isEqualTo(1_500);
            assertThat(sum(records(bank, "collection", "stored"), "entries")).isEqualTo(1_500);
            assertThat(sum(records(bank, "use", "page"), "entries")).isEqualTo(10);
        });
        assertThat(records(company, "sharing", "page"))
                .allMatch(each -> each.path("who").asText().equals("peer:bank-a"));
        assertThat(records(bank, "collection", "stored")
                        .get(0)
                        .path("what")
                        .path("channel")
                        .asText())
                .isEqualTo("follow");
        assertThat(sum(records(bank, "assessment", "delivery"), "stored")).isEqualTo(1_500);
        assertThat(records(bank, "administration", "agreements")).isNotEmpty();
        assertThat(records(company, "administration", "publish")).hasSize(2);
        assertThat(records(bank, "refused", "wrong-secret")).hasSize(1);
        assertThat(records(bank, "refused", "beyond-grant")).hasSize(1);

        CommandLine.run("audit", "verify", "--home", bank.home.directory().toString());
        assertThat(CommandLine.run(
                        "audit",
                        "export",
                        "--kind",
                        "sharing",
                        "--home",
                        company.home.directory().toString()))
                .contains("\"who\":\"peer:bank-a\"");
        assertThat(CommandLine.run(
                        "audit", "show", "--home", bank.home.directory().toString()))
                .contains("delivery");
    }

    @Test
    void theConsentToPassOnIsRecordedAndEndsWhenItIsRevoked() throws Exception {
        TestNode third = TestNode.create(vertx, directory.resolve("third"), "Bank C");
        bank.agreeWith(third, "bank-c").mayRead("from-company", Tlp.RED).write();
        TaxiiCaller bankC = TaxiiCaller.peer(bank.peerRoot(), third.identity.keyManager());
        share(1);
        assertThat(bankC.get(FROM_COMPANY).json().path("objects")).isEmpty();

        consent(true);
        assertThat(bankC.get(FROM_COMPANY).json().path("objects")).hasSize(1);
        consent(false);
        share(1);
        assertThat(bankC.get(FROM_COMPANY).json().path("objects")).isEmpty();
        assertThat(bank.operations().preview("bank-c", "from-company").withheld())
                .extracting(each -> each.rule() + " " + each.entries())
                .containsExactly("onward-agreement 2");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(records(bank, "administration", "agreements").stream()
                                .map(each -> each.path("what").path("onward").toString())
                                .distinct())
                        .containsExactly("[]", "[\"company\"]"));
        List<JsonNode> changes = records(bank, "administration", "agreements");
        assertThat(changes.get(changes.size() - 1).path("what").path("onward")).isEmpty();
    }

    private void consent(boolean given) throws Exception {
        TestNode.AgreementDraft draft =
                bank.agreeWith(company, "company").follow("feed", "from-company", Duration.ofHours(1));
        (given ? draft.onward() : draft).write();
    }

    @Test
    void aNodeThatWasStoppedRecordsEachReleaseOnce() throws Exception {
        share(100);
        company.stop();
        long ended = records(company).size();
        company.start();
        share(50);
        company.stop();
        assertThat(records(company).size()).isGreaterThan((int) ended);
        assertThat(sum(records(company, "collection", "stored"), "entries")).isEqualTo(150);
        List<Long> rows = records(company, "sharing", "page").stream()
                .map(each -> each.path("what").path("ledger").asLong())
                .toList();
        assertThat(rows).isSorted().doesNotHaveDuplicates();
        company.start();
    }

    @Test
    void whatWasGivenIsToldByPeerAndTime() throws Exception {
        Instant before = Instant.now();
        share(30);
        GivenReport given = company.operations().sharing().given("peer:bank-a", before.minusSeconds(60), true, 100);
        assertThat(given.more()).isFalse();
        assertThat(given.pages().stream()
                        .flatMap(page -> page.objects().stream())
                        .distinct())
                .hasSize(30);
        assertThat(company.operations()
                        .sharing()
                        .given("peer:bank-a", Instant.now().plusSeconds(60), true, 100)
                        .pages())
                .isEmpty();
        String object = given.pages().get(0).objects().get(0);
        assertThat(CommandLine.run(
                        "who-got", object, "--home", company.home.directory().toString()))
                .contains("peer:bank-a");
        assertThat(CommandLine.run(
                        "given",
                        "bank-a",
                        "--since",
                        "1h",
                        "--home",
                        company.home.directory().toString()))
                .contains("feed");
    }

    @Test
    void leavingEndsAccessPurgesAndLeavesASignedRecord() throws Exception {
        share(20);
        LeaveReport left = bank.operations().sharing().leave("company", true);
        assertThat(left.heldEntries()).isEqualTo(20);
        assertThat(left.destroyedEntries()).isEqualTo(20);
        assertThat(bank.home.peers().resolve("company.yaml")).doesNotExist();
        assertThat(Path.of(left.agreement())).exists();
        String[] jws = Files.readString(Path.of(left.record())).strip().split("\\.");
        JsonNode payload = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jws[1]));
        assertThat(payload.path("peer").asText()).isEqualTo("company");
        assertThat(payload.path("destroyed").asLong()).isEqualTo(20);
        var signature = java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(bank.identity.certificate());
        signature.update((jws[0] + "." + jws[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(jws[2]))).isTrue();

        LeaveReport giver = company.operations().sharing().leave("bank-a", false);
        assertThat(giver.givenEntries()).isGreaterThanOrEqualTo(20);
        assertThat(giver.duties()).anyMatch(duty -> duty.contains("delete"));
        assertThat(records(company, "administration", "peer-leave")).hasSize(2);
    }
}
