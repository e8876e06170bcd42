package io.tidings.taxii.client.manifest;

import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.json.PagedList;
import io.tidings.taxii.client.json.ResourceObject;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageDates;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.time.TaxiiTimestamp;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Asks for one page of a manifest and hands its records on while they arrive (TAXII 2.1 §5.3). */
public final class GetManifest {
    private final Requests requests;

    public GetManifest(Requests requests) {
        this.requests = requests;
    }

    /** Takes the records of one page in order. */
    public interface RecordSink {
        /** The page begins; it does so again where an attempt broke off and is repeated. */
        void begin();

        void accept(ManifestRecord found) throws IOException;
    }

    /** One page; records without {@code id} or {@code version} are passed over. */
    public PageEnd read(CollectionUrl collection, ObjectsQuery query, PagePosition position, RecordSink sink)
            throws IOException {
        String text = query.text(position);
        URI url = URI.create(collection.manifest() + (text.isEmpty() ? "" : "?" + text));
        return requests.getPage(url, reply -> {
            sink.begin();
            Count count = new Count();
            PagedList list = PagedList.ofObjects(reply.url(), reply.body(), "objects", element -> {
                count.items++;
                Optional<ManifestRecord> found = found(element);
                if (found.isPresent()) {
                    sink.accept(found.get());
                }
            });
            return new PageEnd(
                    list.more(),
                    list.next(),
                    PageDates.first(reply::header),
                    PageDates.last(reply::header),
                    count.items);
        });
    }

    private static final class Count {
        private long items;
    }

    private static Optional<ManifestRecord> found(ResourceObject element) {
        Optional<String> id = element.text("id");
        Optional<String> version = element.text("version");
        if (id.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ManifestRecord(
                id.get(),
                version.get(),
                element.text("date_added").flatMap(TaxiiTimestamp::parse),
                element.text("media_type")));
    }
}
