package io.tidings.taxii.client.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.testing.FakeServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GetVersionsIT {
    /** Interoperability test I-143, with its dates of three digits. */
    @Test
    void pagesWithoutNextAreContinuedByTheExactDateOfTheHeader() throws IOException {
        try (FakeServer server = FakeServer.http((request, asked) -> {
                    String after = request.getParam("added_after");
                    boolean first = after == null;
                    request.response()
                            .putHeader(
                                    "X-TAXII-Date-Added-Last",
                                    first ? "2026-02-01T00:00:00.123Z" : "2026-02-02T00:00:00.000Z");
                    boolean exact = "2026-02-01T00:00:00.123000Z".equals(after);
                    FakeServer.json(
                            request,
                            first
                                    ? "{\"more\":true,\"versions\":[\"2026-01-01T00:00:00.000Z\"]}"
                                    : exact
                                            ? "{\"versions\":[\"2026-01-02T00:00:00.000Z\",\"2026-01-03T00:00:00.000Z\"]}"
                                            : "{}");
                });
                TaxiiClient client = new TaxiiClient(server.vertx(), server.options())) {
            assertThat(client.versions().read(server.collection(), "indicator--1", List.of()))
                    .containsExactly(
                            "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z");
        }
    }
}
