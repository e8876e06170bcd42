package io.tidings.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLineTest {
    private static final Head BEFORE = new Head("log", 4, "ab".repeat(32));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

    @Test
    void aRecordComesBackAsItWentIn() throws Exception {
        byte[] line = AuditLine.of(
                BEFORE,
                NOW,
                AuditEvent.of(Kind.REFUSED, "wrong-secret", "unknown")
                        .with("detail", "a\nb\u2028c\"d")
                        .with("again", 3)
                        .with("flag", true)
                        .with("list", List.of("x", "y")));
        assertThat(line).endsWith((byte) '\n');
        assertThat(new String(line, StandardCharsets.UTF_8).strip()).doesNotContain("\n");
        AuditRecord record = AuditLine.parse(line);
        assertThat(record.seq()).isEqualTo(5);
        assertThat(record.prev()).isEqualTo(BEFORE.hash());
        assertThat(record.time()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(record.what().path("detail").asText()).isEqualTo("a\nb\u2028c\"d");
        assertThat(record.what().path("again").asLong()).isEqualTo(3);
        assertThat(record.what().path("flag").asBoolean()).isTrue();
        assertThat(record.what().path("list")).hasSize(2);
    }

    @Test
    void aLineIsBoundedWhateverComesFromOutside() throws Exception {
        byte[] line = AuditLine.of(
                BEFORE,
                NOW,
                AuditEvent.of(Kind.USE, "show", "x".repeat(100_000))
                        .with("object", "y".repeat(100_000))
                        .with("list", Collections.nCopies(100_000, "z".repeat(1_000))));
        assertThat(line.length).isLessThan(AuditLine.MOST_BYTES);
        assertThat(AuditLine.parse(line)
                        .what()
                        .path("list")
                        .get(AuditLine.parse(line).what().path("list").size() - 1)
                        .asText())
                .endsWith("more");
    }

    @Test
    void aSignedStatementIsKeptWhole() throws Exception {
        String jws = "e".repeat(4_000);
        byte[] line = AuditLine.of(
                BEFORE,
                NOW,
                AuditEvent.of(Kind.ASSESSMENT, "recall", "peer:b")
                        .with("statement", jws)
                        .with("statements", List.of(jws, jws, jws)));
        JsonNode what = AuditLine.parse(line).what();
        assertThat(what.path("statement").asText()).isEqualTo(jws);
        assertThat(what.path("statements")).extracting(JsonNode::asText).containsExactly(jws, jws, jws);
    }

    @Test
    void halfACharacterDoesNotCostTheRecord() throws Exception {
        byte[] line = AuditLine.of(
                BEFORE, NOW, AuditEvent.of(Kind.REFUSED, "x", "a\udc00").with("detail", "b\ud800c\ud83d\ude00"));
        assertThat(AuditLine.parse(line).what().path("detail").asText()).isEqualTo("b?c\ud83d\ude00");
    }

    @Test
    void whatIsNoRecordIsSaidToBeNone() {
        for (String text : List.of("", "{}", "[1]", "{\"seq\":1}", "nonsense", "{\"prev\":\"a\",\"prev\":\"b\"}")) {
            assertThatThrownBy(() -> AuditLine.parse(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(NotARecordException.class);
        }
    }

    @Test
    void theHeadIsOneLineAndComesBack() {
        Head head = new Head("00000000-0000-0001-0000-000000000002", 17, "cd".repeat(32));
        assertThat(Head.parse(head.text())).contains(head);
        assertThat(Head.parse("anything else")).isEmpty();
    }
}
