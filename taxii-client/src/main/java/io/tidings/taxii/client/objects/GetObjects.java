package io.tidings.taxii.client.objects;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.Wrapper;
import io.tidings.taxii.client.failure.MalformedReplyException;
import io.tidings.taxii.client.http.Reply;
import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.paging.PageDates;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Asks for one page of objects and hands them on while they arrive (TAXII 2.1 §5.4, §5.6). */
public final class GetObjects {
    private final Requests requests;
    private final ContentBounds bounds;

    public GetObjects(Requests requests, ContentBounds bounds) {
        this.requests = requests;
        this.bounds = bounds;
    }

    /**
     * One page. Reads envelopes and, since some servers send them, bundles.
     *
     * @param url of an objects or object endpoint
     */
    public PageEnd read(URI url, ObjectsQuery query, PagePosition position, ElementSink sink) throws IOException {
        String text = query.text(position);
        URI page = text.isEmpty() ? url : URI.create(url + "?" + text);
        return requests.getPage(page, reply -> {
            sink.begin();
            return read(reply, sink);
        });
    }

    private PageEnd read(Reply reply, ElementSink sink) throws IOException {
        long items = 0;
        try (ContentReader reader = ContentReader.over(reply.body(), bounds)) {
            for (Optional<Element> element = reader.next(); element.isPresent(); element = reader.next()) {
                sink.accept(element.get());
                items++;
            }
            Wrapper wrapper = reader.wrapper();
            return new PageEnd(
                    wrapper.more(),
                    wrapper.next(),
                    PageDates.first(reply::header),
                    PageDates.last(reply::header),
                    items);
        } catch (MalformedContentException malformed) {
            throw new MalformedReplyException(
                    reply.url(), String.valueOf(malformed.getMessage()), malformed.position(), malformed);
        }
    }
}
