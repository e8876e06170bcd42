package io.tidings.taxii.server.manifest;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.collections.CollectionAccess;
import io.tidings.taxii.server.cursor.PagedQuery;
import io.tidings.taxii.server.cursor.Paging;
import io.tidings.taxii.server.http.Answer;
import io.tidings.taxii.server.http.Call;
import io.tidings.taxii.server.http.Endpoint;
import io.tidings.taxii.server.http.Json;
import io.tidings.taxii.server.http.PageHeaders;
import io.tidings.taxii.server.query.QueryScope;
import io.tidings.taxii.server.query.TaxiiTimestamp;
import java.util.List;
import java.util.Optional;

/** Answers {@code GET …/manifest/} (TAXII 2.1 §5.3). */
public final class GetManifest implements Endpoint {
    private final TaxiiBackend backend;
    private final CollectionAccess access;
    private final Paging paging;

    public GetManifest(TaxiiBackend backend, CollectionAccess access, Paging paging) {
        this.backend = backend;
        this.access = access;
        this.paging = paging;
    }

    @Override
    public Answer answer(Call call) {
        CollectionResource collection = access.readable(call);
        PagedQuery paged = paging.read(
                call.request().rawQuery(),
                QueryScope.MANIFEST,
                collection.id(),
                Optional.empty(),
                call.requester().name());
        ManifestPage page = backend.manifest(call.requester(), collection.id(), paged.query());
        return new Answer(
                200, PageHeaders.of(page.end()), List.of(json(page, paged.next(page.end()))), paged.ignored());
    }

    private static ByteSlice json(ManifestPage page, Optional<String> next) {
        return Json.object(json -> {
            if (page.entries().isEmpty()) {
                return; // T-128
            }
            json.writeBooleanField("more", page.end().more());
            Json.optional(json, "next", next);
            json.writeArrayFieldStart("objects");
            for (ManifestPage.Entry entry : page.entries()) {
                json.writeStartObject();
                json.writeStringField("id", entry.id());
                json.writeStringField("date_added", TaxiiTimestamp.format(entry.dateAdded()));
                json.writeStringField("version", entry.version());
                json.writeStringField("media_type", entry.mediaType());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
