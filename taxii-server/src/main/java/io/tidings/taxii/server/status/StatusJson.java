package io.tidings.taxii.server.status;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.taxii.server.backend.Status;
import io.tidings.taxii.server.http.Json;
import io.tidings.taxii.server.query.TaxiiTimestamp;
import java.io.IOException;
import java.util.List;

/** Writes the status resource (TAXII 2.1 §4.3.1). */
public final class StatusJson {
    private StatusJson() {}

    public static ByteSlice write(Status status) {
        return Json.object(json -> {
            json.writeStringField("id", status.id().toString());
            json.writeStringField("status", status.complete() ? "complete" : "pending");
            json.writeStringField("request_timestamp", TaxiiTimestamp.format(status.requestTimestamp()));
            json.writeNumberField("total_count", status.totalCount());
            json.writeNumberField("success_count", status.successCount());
            writeList(json, "successes", status.successCount(), status.successes());
            json.writeNumberField("failure_count", status.failureCount());
            writeList(json, "failures", status.failureCount(), status.failures());
            json.writeNumberField("pending_count", status.pendingCount());
            writeList(json, "pendings", status.pendingCount(), status.pendings());
        });
    }

    /** Complete or absent: the OASIS client refuses a list of another length than its count. */
    private static void writeList(JsonGenerator json, String name, int count, List<Status.Detail> details)
            throws IOException {
        if (details.isEmpty() || details.size() != count) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Status.Detail detail : details) {
            json.writeStartObject();
            json.writeStringField("id", detail.id());
            json.writeStringField("version", detail.version());
            Json.optional(json, "message", detail.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
