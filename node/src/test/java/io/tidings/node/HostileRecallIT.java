package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.operations.OperationException;
import io.tidings.node.recall.RecallReport;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.Statement;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that is followed and gives recalls of its own making, so that a true one is not heard or the node breaks. */
class HostileRecallIT {
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final String RECALL = "tidings-recall+jws";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(23);
    private final SecureRandom random = new SecureRandom();
    private final PrivateSealKey unknown = PrivateSealKey.generate(SealAlgorithm.EDDSA, random);
    private final List<String> published = feed.indicators(2, Feed.GREEN);
    private final String id = published.get(0).replaceFirst("(?s).*?(indicator--[0-9a-f-]{36}).*", "$1");
    private TestNode company;
    private TestNode mallory;
    private TestNode bank;

    @BeforeEach
    void aBankThatFollowsACompanyAndMallory() throws Exception {
        company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse")
                .start();
        mallory =
                TestNode.create(vertx, directory.resolve("mallory"), "Mallory").start();
        bank = TestNode.create(vertx, directory.resolve("bank"), "Bank").start();
        company.addCollection("feed");
        mallory.addCollection("bait");
        mallory.addCollection("notices");
        bank.addCollection("from-company");
        bank.addCollection("from-mallory");
        company.agreeWith(bank, "bank").mayRead("feed", Tlp.RED).write();
        mallory.agreeWith(bank, "bank")
                .mayRead("bait", Tlp.RED)
                .mayRead("notices", Tlp.RED)
                .write();
        bank.agreeWith(company, "company")
                .follow("feed", "from-company", SELDOM)
                .write();
        bank.agreeWith(mallory, "mallory")
                .followWithProvenance("bait", "from-mallory", "notices")
                .write();
        bank.trust(company, "company");
        company.operations().publish("feed", Feed.content(published), "test", p -> {});
        follow("company");
        assertThat(holds()).isTrue();
    }

    @AfterEach
    void stop() {
        company.close();
        mallory.close();
        bank.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void follow(String peer) {
        assertThat(bank.operations().follow(Optional.of(peer), progress -> {}))
                .singleElement()
                .satisfies(report -> assertThat(report.error()).isEmpty());
    }

    private boolean holds() {
        try {
            return !bank.operations().trace(id).versions().isEmpty();
        } catch (OperationException gone) {
            return false;
        }
    }

    private void give(List<List<String>> recalls) throws Exception {
        List<String> objects = new ArrayList<>();
        for (List<String> statements : recalls) {
            ObjectNode object = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "x-tidings-recall")
                    .put("spec_version", "2.1")
                    .put("id", "x-tidings-recall--" + UUID.randomUUID())
                    .put("created", "2026-01-01T00:00:00.000Z")
                    .put("modified", "2026-01-01T00:00:00.000Z");
            statements.forEach(object.putArray("statements")::add);
            objects.add(object.toString());
        }
        assertThat(mallory.operations()
                        .publish("notices", Feed.content(objects), "test", p -> {})
                        .stored())
                .isEqualTo(recalls.size());
    }

    private ObjectNode payload(String recall, String step, String organisation) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("format", "tidings-recall-1")
                .put("recall", recall)
                .put("step", step)
                .put("at", Instant.now().toString());
        payload.putObject("organisation").put("name", organisation);
        return payload;
    }

    private Statement recall(String recall, String organisation) {
        return Statement.sign(
                RECALL,
                payload(recall, "recall", organisation).put("object", id).put("reason", "lies"),
                unknown);
    }

    private Statement relay(String recall, Statement previous, String organisation) {
        return Statement.sign(
                RECALL, payload(recall, "relay", organisation).put("previous", previous.digest()), unknown);
    }

    @Test
    void anotherRecallUnderTheNameOfATrueOneDoesNotStandInItsWay() throws Exception {
        bank.operations().sharing().cut(Optional.of("company"), Optional.of("to hear of Mallory's first"));
        RecallReport truth = company.operations().recalls().recall(id, Optional.empty(), "names a victim");
        give(List.of(List.of(recall(truth.id(), "Mallory").jws())));
        follow("mallory");
        assertThat(holds()).isTrue();

        bank.operations().sharing().restore(Optional.of("company"));
        follow("company");
        assertThat(holds()).isFalse();
    }

    @Test
    void ourKeysNameWithoutOurSignatureDoesNotMakeARecallOneThatWasHereBefore() throws Exception {
        RecallReport truth = company.operations().recalls().recall(id, Optional.empty(), "names a victim");
        Statement first = Statement.parse(RECALL, statement(), 8_192);
        String relayed = payload(truth.id(), "relay", "Bank")
                .put("previous", first.digest())
                .toString();
        give(List.of(List.of(
                first.jws(), unsigned(bank.signingKeys().list().get(0).key().thumbprint(), relayed))));

        follow("mallory");
        assertThat(holds()).as("the creator's word counts whoever brings it").isFalse();
    }

    private static String unsigned(String key, String payload) {
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + key + "\",\"typ\":\"" + RECALL + "\"}";
        return base64(header.getBytes(StandardCharsets.US_ASCII)) + "."
                + base64(payload.getBytes(StandardCharsets.UTF_8)) + "." + base64(new byte[64]);
    }

    @Test
    void halfACharacterInItsTextsLosesNoRecordOfTheAuditLog() throws Exception {
        ObjectNode payload = payload(UUID.randomUUID().toString(), "recall", "Mallory")
                .put("object", id)
                .put("reason", "HALF");
        String half = payload.toString().replace("HALF", "\\ud800\\u001b[2J");
        give(List.of(List.of(unsigned(base64(new byte[32]), half))));

        follow("mallory");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(audit()).contains("\"event\":\"recall\",\"who\":\"peer:mallory\""));
    }

    private String audit() throws Exception {
        var text = new StringBuilder();
        try (var files = Files.list(bank.home.audit())) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String statement() throws Exception {
        TaxiiCaller caller = TaxiiCaller.peer(company.peerRoot(), bank.identity.keyManager());
        String companions = caller.get("collections/feed/")
                .json()
                .path("x_tidings_provenance")
                .asText();
        JsonNode page = caller.get("collections/" + companions + "/objects/?match%5Btype%5D=x-tidings-recall")
                .json();
        return page.at("/objects/0/statements/0").asText();
    }

    @Test
    void nobodyFillsTheMemoryWithRecallsThatMeanNothing() throws Exception {
        String longName = "M".repeat(5_700);
        List<List<String>> flood = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            String name = UUID.randomUUID().toString();
            Statement last = recall(name, longName);
            List<String> statements = new ArrayList<>(List.of(last.jws()));
            while (statements.size() < 32) {
                last = relay(name, last, longName);
                statements.add(last.jws());
            }
            flood.add(statements);
        }
        give(flood);

        follow("mallory");
        assertThat(bank.operations().recalls().list().size())
                .as("those kept of 48 of 256 KiB")
                .isBetween(20, 40);
        company.operations().recalls().recall(id, Optional.empty(), "names a victim");
        follow("company");
        assertThat(holds()).as("others are heard").isFalse();
    }
}
