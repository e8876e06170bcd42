package io.tidings.node.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.operations.FakeOperations;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.PreviewReport;
import io.tidings.node.operations.PublishReport;
import io.tidings.node.operations.StatusReport;
import io.tidings.node.operations.TraceReport;
import io.tidings.stix.content.MalformedContentException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final FakeOperations node = new FakeOperations();

    @Test
    void aStatusComesBackAsItWentOut() {
        node.addCollection("indicators", Optional.of("\"Quoted\" – 情报"), Optional.empty());
        StatusReport status = node.status();
        assertThat(Reports.STATUS.read(JsonIn.parse(Reports.STATUS.text(status))))
                .isEqualTo(status);
    }

    @Test
    void aTraceComesBackAsItWentOut() {
        node.published.add("indicator--1");
        TraceReport trace = node.trace("indicator--1");
        assertThat(Reports.TRACE.read(JsonIn.parse(Reports.TRACE.text(trace)))).isEqualTo(trace);
    }

    @Test
    void theOtherReportsComeBackAsTheyWentOut() {
        var publish = new PublishReport("c", 3, 1, 1, 0, 0, 1, List.of(new PublishReport.Problem("i", "v", "m")));
        var preview = node.preview("peer:bank-b", "c");
        List<FollowReport> follows = node.follow(Optional.empty(), progress -> {});
        assertThat(Reports.PUBLISH.read(JsonIn.parse(Reports.PUBLISH.text(publish))))
                .isEqualTo(publish);
        assertThat(Reports.PREVIEW.read(JsonIn.parse(Reports.PREVIEW.text(preview))))
                .isEqualTo(preview);
        String list = JsonForm.text(out -> out.list("follows", Reports.FOLLOW, follows));
        assertThat(JsonIn.parse(list).list("follows", Reports.FOLLOW)).isEqualTo(follows);
    }

    @Test
    void anAbsentValueLeavesItsMemberOut() {
        node.addCollection("c", Optional.empty(), Optional.empty());
        assertThat(Reports.COLLECTION.text(node.collections().get(0)))
                .doesNotContain("description")
                .doesNotContain("lastAdded");
    }

    @Test
    void whatIsNotJsonIsSaidToBeSo() {
        for (String text : List.of("", "[]", "{", "{\"a\":1}{", "{\"a\":1,\"a\":2}", "\"x\"", "{\"a\":", "nul")) {
            assertThatThrownBy(() -> JsonIn.parse(text)).as(text).isInstanceOf(WireException.class);
        }
        assertThatThrownBy(() -> JsonIn.parse("[".repeat(100_000))).isInstanceOf(WireException.class);
    }

    @Test
    void aMissingMemberIsNamed() {
        assertThatThrownBy(() -> Reports.PREVIEW.read(JsonIn.parse("{\"principal\":\"p\"}")))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("'collection'");
    }

    @Test
    void aProblemKeepsItsKindAndPosition() {
        for (OperationException.Kind kind : OperationException.Kind.values()) {
            Problem problem = Problem.of(new OperationException(kind, "what to do"));
            assertThat(Problem.FORM.read(JsonIn.parse(Problem.FORM.text(problem))))
                    .isEqualTo(problem);
        }
        Problem malformed = Problem.of(new MalformedContentException("not JSON", 17));
        assertThat(malformed.status()).isEqualTo(422);
        assertThat(Problem.FORM.read(JsonIn.parse(Problem.FORM.text(malformed))))
                .isEqualTo(malformed);
    }

    @Test
    void aPreviewWithoutWithheldEntriesHasAnEmptyList() {
        var preview = new PreviewReport("p", "c", 0, List.of());
        assertThat(Reports.PREVIEW.text(preview)).endsWith("\"withheld\":[]}");
    }
}
